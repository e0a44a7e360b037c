using Tarn.Server.Access;

namespace Tarn.Server.Tests.Access;

public sealed class TokenFileTests
{
    private const string SecretHash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
    private static readonly string OtherHash = new('a', 64);

    [Fact]
    public void A_token_is_known_by_its_hash()
    {
        var file = TokenFile.Parse($"# bearers\n\nspark  write {SecretHash.ToUpperInvariant()}\r\nreport read {OtherHash}\n", "tokens");
        file.CallerOf("secret").ShouldBe(new Caller("spark", AccessScope.Write));
        file.CallerOf("Secret").ShouldBeNull();
        file.CallerOf(SecretHash).ShouldBeNull();
    }

    [Fact]
    public void Every_line_that_is_wrong_is_told_with_its_number()
    {
        var text = $"spark write {SecretHash}\nspark read {OtherHash}\nben write {SecretHash}\ncarl admin {OtherHash}\ndora write 12";
        var failure = Should.Throw<TarnException>(() => TokenFile.Parse(text, "tokens.txt"));
        failure.Problems.Select(p => p.Where).ShouldBe(["tokens.txt:2", "tokens.txt:3", "tokens.txt:4", "tokens.txt:5"]);
        failure.Problems.ShouldAllBe(p => p.Code == "serve.tokens");
    }

    [Fact]
    public void A_file_without_a_token_lets_nobody_in_so_it_is_refused() =>
        Should.Throw<TarnException>(() => TokenFile.Parse("# none yet\n", "tokens.txt"));
}
