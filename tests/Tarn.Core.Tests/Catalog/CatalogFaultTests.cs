using Tarn.Catalog;
using Tarn.Storage.Memory;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public sealed class CatalogFaultTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly MemoryObjectStore _store = new("faults");

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_at_any_operation_leaves_a_lake_that_is_before_or_after_the_commit(bool afterIt)
    {
        for (var dies = 1; dies <= 16; dies++)
        {
            using var store = new MemoryObjectStore($"{dies}");
            await LakeCatalog.InitializeAsync(store, Ids(1));
            var dying = new FaultyObjectStore(store, (number, _) => number < dies ? Fault.None : number == dies && afterIt ? Fault.After : Fault.Before);
            var request = Request(BranchName.Main, "one", Write("a.t", null, Table("1"))) with { IdempotencyKey = "one" };
            await UntilDeadAsync(async () => await (await LakeCatalog.OpenAsync(dying, Ids(2))).CommitAsync(request));
            await AgainAsync(store, request, dies);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_at_any_operation_leaves_all_commits_that_came_together_or_none(bool afterIt)
    {
        for (var dies = 1; dies <= 24; dies++)
        {
            using var store = new MemoryObjectStore($"{dies}");
            await LakeCatalog.InitializeAsync(store, Ids(1));
            var dying = new FaultyObjectStore(store, (number, _) => number < dies ? Fault.None : number == dies && afterIt ? Fault.After : Fault.Before);
            CommitRequest[] together =
            [
                .. Enumerable.Range(0, 3).Select(i => Request(BranchName.Main, $"{i}", Write($"a.t{i}", null, Table("1"))) with { IdempotencyKey = $"{i}" }),
            ];
            await UntilDeadAsync(async () => await (await LakeCatalog.OpenAsync(dying, Ids(2))).CommitAllAsync(together));
            var healthy = await LakeCatalog.OpenAsync(store, Ids(3));
            (await healthy.LogAsync("main").CountAsync()).ShouldBeOneOf(1, 4);
            await healthy.CommitAllAsync(together);
            (await healthy.LogAsync("main").Select(c => c.Message).Take(3).ToListAsync()).ShouldBe(["2", "1", "0"], $"after operation {dies}");
            (await (await healthy.TreeAtAsync("main")).ListAsync().CountAsync()).ShouldBe(3);
        }
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 30)]
    [InlineData(3, 45)]
    public async Task However_many_answers_are_lost_200_commits_are_200_commits(int seed, int percent)
    {
        var catalog = await LossyAsync(seed, percent);
        TableEntry? last = null;
        for (var count = 0; count < 200; count++)
        {
            var request = Request(BranchName.Main, $"{count}", Write("a.t", last, Table($"{count}"))) with { IdempotencyKey = $"key {count}" };
            await UntilAnsweredAsync(() => catalog.CommitAsync(request));
            last = Table($"{count}");
        }
        await ShouldHaveAsync(Enumerable.Range(0, 200).Select(count => $"{count}").Reverse());
    }

    [Fact]
    public async Task Lost_answers_among_rivals_lose_nothing_and_double_nothing()
    {
        await LakeCatalog.InitializeAsync(_store, Ids(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var catalog = await LossyAsync(100 + writer, percent: 25);
            for (var count = 0; count < 50; count++)
                await UntilAnsweredAsync(() => catalog.CommitAsync(Request(BranchName.Main, $"{writer}-{count}") with { IdempotencyKey = $"{writer}-{count}" }));
        })));
        var healthy = await LakeCatalog.OpenAsync(_store, Ids(9));
        var messages = await healthy.LogAsync("main").Select(commit => commit.Message).ToListAsync();
        messages.Count.ShouldBe(201);
        messages.Distinct(StringComparer.Ordinal).Count().ShouldBe(201);
    }

    [Fact]
    public async Task A_commit_without_a_key_whose_answer_is_lost_is_still_one_commit()
    {
        await LakeCatalog.InitializeAsync(_store, Ids(1));
        var lost = 0;
        var lossy = new FaultyObjectStore(_store, (_, key) => key.EndsWith("99998.json", StringComparison.Ordinal) && lost++ < 3 ? Fault.After : Fault.None);
        await (await LakeCatalog.OpenAsync(lossy, Ids(2))).CommitAsync(Request(BranchName.Main, "once"));
        lost.ShouldBeGreaterThan(0);
        await ShouldHaveAsync(["once"]);
    }

    [Fact]
    public async Task Leases_and_branches_survive_lost_answers()
    {
        var catalog = await LossyAsync(5, percent: 25);
        for (var count = 0; count < 30; count++)
        {
            var name = BranchName.Parse($"run/{count}");
            await UntilAnsweredAsync(() => catalog.CreateBranchAsync(name, "main"), "catalog.name-taken");
            await UntilAnsweredAsync(() => catalog.TryAcquireLeaseAsync(name, "me", TimeSpan.FromMinutes(1)));
            await UntilAnsweredAsync(() => catalog.CommitAsync(Request(name, $"{count}") with { IdempotencyKey = $"{count}" }));
            await UntilAnsweredAsync(() => catalog.MergeAsync(name, BranchName.Main, new MergeOptions { Author = "a", Message = $"m{count}", NoFastForward = true, IdempotencyKey = $"m{count}" }));
            await UntilAnsweredAsync(async () =>
            {
                await catalog.DeleteBranchAsync(name);
                return true;
            }, "catalog.unknown-ref");
        }
        await ShouldHaveAsync(Enumerable.Range(0, 30).Select(count => $"m{count}").Reverse());
        (await (await LakeCatalog.OpenAsync(_store, Ids(9))).ListBranchesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_store_that_stays_away_is_told_as_such()
    {
        await LakeCatalog.InitializeAsync(_store, Ids(1));
        var isAway = false;
        var catalog = await LakeCatalog.OpenAsync(new FaultyObjectStore(_store, (_, _) => isAway ? Fault.Before : Fault.None), Ids(2));
        isAway = true;
        (await ProblemAsync(FailureKind.Unavailable, () => catalog.CommitAsync(Request(BranchName.Main, "x")))).Code.ShouldBe("catalog.store");
    }

    [Fact]
    public async Task A_store_that_answers_no_move_leaves_the_outcome_unknown()
    {
        await LakeCatalog.InitializeAsync(_store, Ids(1));
        var silent = new FaultyObjectStore(_store, (_, key) => key.EndsWith("99998.json", StringComparison.Ordinal) ? Fault.Before : Fault.None);
        var catalog = await LakeCatalog.OpenAsync(silent, Ids(2));
        (await ProblemAsync(FailureKind.Unavailable, () => catalog.CommitAsync(Request(BranchName.Main, "x")))).Code.ShouldBe("catalog.unknown-outcome");
    }

    [Fact]
    public async Task A_store_that_lets_two_create_one_object_is_refused()
    {
        var problem = await ProblemAsync(FailureKind.Invalid, () => LakeCatalog.InitializeAsync(new ForgetfulObjectStore(_store), Ids(1)));
        problem.Code.ShouldBe("lake.store-condition");
        (await _store.ListAsync("").ToListAsync()).ShouldBeEmpty();
    }

    private static async Task UntilDeadAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is IOException or TarnException { Kind: FailureKind.Unavailable })
        {
            // It died. Who comes after sees only the store.
        }
    }

    private async Task AgainAsync(MemoryObjectStore store, CommitRequest request, int dies)
    {
        var healthy = await LakeCatalog.OpenAsync(store, Ids(3));
        var log = await healthy.LogAsync("main").ToListAsync();
        log.Count.ShouldBeInRange(1, 2);
        (await healthy.EntryAsync("main", "a.t")).ShouldBe(log.Count == 2 ? Table("1") : null);
        await healthy.CommitAsync(request);
        (await healthy.LogAsync("main").CountAsync()).ShouldBe(2, $"after operation {dies}");
        (await healthy.EntryAsync("main", "a.t")).ShouldBe(Table("1"));
    }

    private async Task<LakeCatalog> LossyAsync(int seed, int percent)
    {
        await LakeCatalog.InitializeAsync(_store, Ids(1));
        var random = new Random(seed);
        var isOpen = false;
        var lossy = new FaultyObjectStore(_store, (_, _) =>
        {
            lock (random)
                return !isOpen || random.Next(100) >= percent ? Fault.None : random.Next(3) == 0 ? Fault.Before : Fault.After;
        });
        var catalog = await LakeCatalog.OpenAsync(lossy, Ids(seed));
        isOpen = true;
        return catalog;
    }

    private static async Task UntilAnsweredAsync<T>(Func<Task<T>> action, string? doneCode = null)
    {
        for (var isDone = false; !isDone;)
        {
            try
            {
                await action();
                isDone = true;
            }
            catch (Exception failure) when (failure is IOException or TarnException { Kind: FailureKind.Unavailable })
            {
                // As a caller should: again, with the same key.
            }
            catch (TarnException done) when (done.Problems[0].Code == doneCode)
            {
                isDone = true;
            }
        }
    }

    private async Task ShouldHaveAsync(IEnumerable<string> messages) =>
        (await (await LakeCatalog.OpenAsync(_store, Ids(9))).LogAsync("main").Select(commit => commit.Message).ToListAsync())
            .ShouldBe([.. messages, "An empty lake"]);

    private IdSource Ids(int seed) => IdSource.Seeded(seed, _time);
}
