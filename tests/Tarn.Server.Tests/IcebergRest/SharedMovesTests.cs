using Tarn.Core.Tests.Catalog;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>64 clients at once whose commits wait for a move of the branch, and go together with the next.</summary>
public sealed class SharedMovesTests : IAsyncLifetime, IDisposable
{
    private const int Clients = 64;
    private const string Tables = "v1/main/namespaces/gold/tables";
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private ServedLake _lake = null!;
    private int _arrived;

    public async ValueTask InitializeAsync() => _lake = await ServedLake.StartAsync(wrap: store => new FaultyObjectStore(store, (_, key) => Hold(key)));

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    public void Dispose() => _open.Dispose();

    [Fact]
    public async Task Each_on_a_table_of_its_own_they_share_moves_of_the_branch()
    {
        await _lake.PostAsync("v1/main/namespaces", """{"namespace":["gold"]}""");
        var before = await _lake.Catalog.FindBranchAsync(BranchName.Main);
        var made = await TogetherAsync(i => _lake.PostAsync(Tables, Requests.PyIcebergCreate($"t{i}")));
        var appended = await TogetherAsync(i => _lake.PostAsync($"{Tables}/t{i}", Requests.Append(made[i], 100 + i)));
        var messages = await _lake.Catalog.LogAsync("main").TakeWhile(one => one.Id != before!.Commit).Select(one => one.Message).ToListAsync();
        messages.Order(StringComparer.Ordinal).ShouldBe(
            Enumerable.Range(0, Clients).SelectMany(i => new[] { $"create table gold.t{i}", $"append in gold.t{i}" }).Order(StringComparer.Ordinal));
        var moves = (await _lake.Catalog.FindBranchAsync(BranchName.Main))!.Number - before!.Number;
        moves.ShouldBeLessThan(Clients);
        for (var i = 0; i < Clients; i++)
            (await _lake.GetAsync($"{Tables}/t{i}")).Location.ShouldBe(appended[i].Location);
    }

    /// <summary>Sends so many requests, of which none is committed before each has written its table's metadata.</summary>
    private async Task<Answer[]> TogetherAsync(Func<int, Task<Answer>> send)
    {
        _arrived = 0;
        _open.Reset();
        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(send));
        answers.ShouldAllBe(answer => answer.Status == 200);
        return answers;
    }

    private Fault Hold(string key)
    {
        var isNew = !File.Exists(Path.Join(_lake?.Folder, key));
        if (isNew && key.EndsWith(".metadata.json", StringComparison.Ordinal) && Interlocked.Increment(ref _arrived) == Clients)
            _open.Set();
        if (isNew && key.StartsWith("commits/", StringComparison.Ordinal))
            _open.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).ShouldBeTrue();
        return Fault.None;
    }
}
