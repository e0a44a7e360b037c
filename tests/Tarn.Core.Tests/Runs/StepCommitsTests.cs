using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Runs;
using Tarn.Storage.Memory;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Runs;

public sealed class StepCommitsTests : IDisposable
{
    private readonly MemoryObjectStore _store = new("steps");
    private readonly ManualResetEventSlim _moving = new();
    private readonly ManualResetEventSlim _goOn = new();

    public void Dispose()
    {
        _store.Dispose();
        _moving.Dispose();
        _goOn.Dispose();
    }

    [Fact]
    public async Task Steps_that_are_done_while_the_branch_moves_come_with_its_next_moves_each_with_a_commit()
    {
        var (catalog, commits) = await HeldAsync();
        var first = FirstMove(commits);
        var others = Enumerable.Range(0, 15).Select(i => commits.CommitAsync(Request(BranchName.Main, $"{i}", Write($"a.t{i}", null, Table("1"))), default)).ToList();
        _goOn.Set();
        await Task.WhenAll([first, .. others]);
        (await catalog.LogAsync("main").Select(c => c.Message).Take(16).ToListAsync()).ShouldBe([.. Enumerable.Range(0, 15).Reverse().Select(i => $"{i}"), "first"]);
        (await _store.ListAsync("refs/branch/main/").CountAsync()).ShouldBe(1 + 1 + 2);
        (await CatalogTree.DiffAsync(commits.Head!, await catalog.TreeAtAsync("main"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_that_is_refused_refuses_none_that_came_with_it()
    {
        var (catalog, commits) = await HeldAsync();
        var first = FirstMove(commits);
        var good = commits.CommitAsync(Request(BranchName.Main, "good", Write("a.x", null, Table("1"))), default);
        var late = commits.CommitAsync(Request(BranchName.Main, "late", Write("a.y", Table("0"), Table("1"))), default);
        var last = commits.CommitAsync(Request(BranchName.Main, "last"), default);
        _goOn.Set();
        (await ProblemAsync(FailureKind.Conflict, () => late)).Code.ShouldBe("catalog.table-moved");
        await Task.WhenAll(first, good, last);
        (await catalog.LogAsync("main").Select(c => c.Message).Take(3).ToListAsync()).ShouldBe(["last", "good", "first"]);
    }

    /// <summary>The second entry of main, which is the first move, is not made before the test says so.</summary>
    private async Task<(LakeCatalog Catalog, StepCommits Commits)> HeldAsync()
    {
        await LakeCatalog.InitializeAsync(_store, IdSource.Seeded(1, new FakeTime()));
        var held = new FaultyObjectStore(_store, (_, key) =>
        {
            if (key.EndsWith("99998.json", StringComparison.Ordinal))
            {
                _moving.Set();
                _goOn.Wait();
            }
            return Fault.None;
        });
        var catalog = await LakeCatalog.OpenAsync(held, IdSource.Seeded(2, new FakeTime()));
        return (catalog, new StepCommits(catalog));
    }

    private Task FirstMove(StepCommits commits)
    {
        var first = Task.Run(() => commits.CommitAsync(Request(BranchName.Main, "first"), default));
        _moving.Wait();
        return first;
    }
}
