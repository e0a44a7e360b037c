using Tarn.Server.Access;

namespace Tarn.Server.Tests.Access;

public sealed class WatchedTokensTests : IDisposable
{
    private const string SecretHash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
    private readonly string _path = Path.GetTempFileName();
    private readonly StillTime _time = new();
    private readonly List<string> _logged = [];
    private DateTime _written = new(2026, 6, 4, 0, 0, 0, DateTimeKind.Utc);

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_token_is_given_and_taken_within_a_second()
    {
        Write($"other read {new string('a', 64)}");
        var tokens = new WatchedTokens(_path, _time, _logged.Add);
        tokens.Now().CallerOf("secret").ShouldBeNull();
        Write($"spark write {SecretHash}");
        tokens.Now().CallerOf("secret").ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        tokens.Now().CallerOf("secret")!.Name.ShouldBe("spark");
    }

    [Fact]
    public void A_file_that_went_wrong_leaves_the_tokens_in_force_and_is_told_once()
    {
        Write($"spark write {SecretHash}");
        var tokens = new WatchedTokens(_path, _time, _logged.Add);
        Write("nonsense");
        for (var second = 0; second < 3; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            tokens.Now().CallerOf("secret").ShouldNotBeNull();
        }
        _logged.ShouldHaveSingleItem().ShouldContain("serve.tokens");
    }

    [Fact]
    public void A_file_that_is_wrong_at_the_start_is_refused()
    {
        Write("nonsense");
        Should.Throw<TarnException>(() => new WatchedTokens(_path, _time, _logged.Add));
    }

    private void Write(string text)
    {
        File.WriteAllText(_path, text);
        File.SetLastWriteTimeUtc(_path, _written = _written.AddMinutes(1));
    }
}
