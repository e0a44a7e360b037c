using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    [Fact]
    public async Task A_commit_says_who_when_why_and_what_changed()
    {
        var first = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        _time.Advance(TimeSpan.FromMinutes(5));
        var commit = await _catalog.CommitAsync(Request(
            BranchName.Main, "two tables", Write("bronze.a", Table("1"), Table("2")), Write("silver.v", null, View("3"))) with
        {
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["run"] = "r1" },
        });
        var read = await (await LakeCatalog.OpenAsync(Store, Ids(2))).ResolveAsync("main");
        read.Id.ShouldBe(commit.Id);
        read.Parents.ShouldBe([first.Id]);
        (read.Author, read.Message, read.Time, read.Generation).ShouldBe(("anna", "two tables", _time.GetUtcNow(), 2));
        read.Properties["run"].ShouldBe("r1");
        read.Changes.ShouldBe([new(Name("bronze.a"), Table("1"), Table("2")), new(Name("silver.v"), null, View("3"))]);
        read.Changes.Select(change => change.Kind).ShouldBe([TableChangeKind.Changed, TableChangeKind.Created]);
    }

    [Fact]
    public async Task A_commit_of_no_table_is_a_commit()
    {
        var commit = await _catalog.CommitAsync(Request(BranchName.Main, "step done"));
        commit.Changes.ShouldBeEmpty();
        (await _catalog.ResolveAsync("main")).Id.ShouldBe(commit.Id);
    }

    [Fact]
    public async Task A_table_that_moved_is_refused_with_its_name_and_both_commits()
    {
        var built = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        var moved = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("2"));
        var head = await _catalog.PutAsync(BranchName.Main, "bronze.z", Table("9"));
        var request = Request(
            BranchName.Main, "late", Write("bronze.a", Table("1"), Table("3")), Write("bronze.b", Table("x"), null), Write("bronze.c", null, Table("c")));
        var failure = await Should.ThrowAsync<TarnException>(() => _catalog.CommitAsync(request with { BuiltOn = built.Id }));
        failure.Problems.Select(problem => (problem.Code, problem.Where)).ShouldBe([("catalog.table-moved", "bronze.a"), ("catalog.table-moved", "bronze.b")]);
        failure.Problems[0].What.ShouldContain(built.Id);
        failure.Problems[0].What.ShouldContain(moved.Id);
        failure.Problems[0].What.ShouldContain(head.Id);
        (await _catalog.ResolveAsync("main")).Id.ShouldBe(head.Id);
    }

    [Fact]
    public async Task A_table_dropped_and_created_again_is_not_the_table_that_was_expected()
    {
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1", "first"));
        await _catalog.PutAsync(BranchName.Main, "bronze.a", null);
        var again = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1", "second"));
        again.Changes.ShouldHaveSingleItem().Kind.ShouldBe(TableChangeKind.Created);
        var late = Request(BranchName.Main, "late", Write("bronze.a", Table("1", "first"), Table("2", "first")));
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CommitAsync(late))).Code.ShouldBe("catalog.table-moved");
    }

    [Fact]
    public async Task A_commit_is_built_on_what_others_committed_meanwhile()
    {
        var other = await LakeCatalog.OpenAsync(Store, Ids(2));
        for (var count = 0; count < 5; count++)
        {
            await _catalog.CommitAsync(Request(BranchName.Main, "mine", Write($"bronze.mine{count}", null, Table("1"))));
            await other.CommitAsync(Request(BranchName.Main, "theirs", Write($"bronze.theirs{count}", null, Table("1"))));
        }
        (await (await _catalog.TreeAtAsync("main")).ListAsync("bronze").CountAsync()).ShouldBe(10);
    }

    [Fact]
    public async Task The_same_key_twice_is_one_commit()
    {
        var request = Request(BranchName.Main, "once", Write("bronze.a", null, Table("1"))) with { IdempotencyKey = "run-1/step-1" };
        var first = await _catalog.CommitAsync(request);
        await _catalog.PutAsync(BranchName.Main, "bronze.b", Table("1"));
        (await _catalog.CommitAsync(request)).Id.ShouldBe(first.Id);
        (await (await LakeCatalog.OpenAsync(Store, Ids(2))).CommitAsync(request)).Id.ShouldBe(first.Id);
        (await _catalog.LogAsync("main").CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task A_key_is_known_even_when_the_branch_was_sealed_since()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var request = Request(Dev, "once") with { IdempotencyKey = "k" };
        var first = await _catalog.CommitAsync(request);
        await _catalog.SealBranchAsync(Dev);
        (await _catalog.CommitAsync(request)).Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task The_last_hundred_keys_are_known()
    {
        await _catalog.CommitAsync(Request(BranchName.Main, "first") with { IdempotencyKey = "first" });
        for (var count = 0; count < 99; count++)
            await _catalog.CommitAsync(Request(BranchName.Main, $"{count}"));
        await _catalog.CommitAsync(Request(BranchName.Main, "first") with { IdempotencyKey = "first" });
        (await _catalog.LogAsync("main").CountAsync()).ShouldBe(101);
    }

    [Fact]
    public async Task A_table_written_twice_by_one_commit_is_refused() =>
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.CommitAsync(Request(
            BranchName.Main, "twice", Write("a.b", null, Table("1")), Write("a.b", null, Table("2")))))).Code.ShouldBe("catalog.table-twice");

    [Fact]
    public async Task Commits_that_come_together_are_each_a_commit_on_the_one_before_and_move_the_branch_once()
    {
        var before = await _catalog.ResolveAsync("main");
        var moves = await Store.ListAsync("refs/branch/main/").CountAsync();
        var made = await _catalog.CommitAllAsync(
        [
            Request(BranchName.Main, "one", Write("a.x", null, Table("1"))),
            Request(BranchName.Main, "two"),
            Request(BranchName.Main, "three", Write("a.x", Table("1"), Table("2")), Write("b.y", null, Table("3"))),
        ]);
        var log = await (await LakeCatalog.OpenAsync(Store, Ids(2))).LogAsync("main").Take(4).ToListAsync();
        log.Select(c => c.Message).Take(3).ShouldBe(["three", "two", "one"]);
        log.Select(c => c.Id).ShouldBe([.. made.Reverse().Select(c => c.Id), before.Id]);
        log.Take(3).Select(c => c.Parents.Single()).ShouldBe(log.Skip(1).Select(c => c.Id));
        log[0].Changes.ShouldBe([new(Name("a.x"), Table("1"), Table("2")), new(Name("b.y"), null, Table("3"))]);
        (await _catalog.EntryAsync("main~2", "a.x")).ShouldBe(Table("1"));
        (await Store.ListAsync("refs/branch/main/").CountAsync()).ShouldBe(moves + 1);
    }

    [Fact]
    public async Task Of_commits_that_come_together_one_that_is_refused_refuses_all()
    {
        var head = await _catalog.PutAsync(BranchName.Main, "a.x", Table("1"));
        var problem = await ProblemAsync(FailureKind.Conflict, () => _catalog.CommitAllAsync(
            [Request(BranchName.Main, "good", Write("a.y", null, Table("1"))), Request(BranchName.Main, "late", Write("a.x", null, Table("2")))]));
        (problem.Code, problem.Where).ShouldBe(("catalog.table-moved", "a.x"));
        (await _catalog.ResolveAsync("main")).Id.ShouldBe(head.Id);
    }

    [Fact]
    public async Task Commits_that_come_together_again_with_their_keys_are_the_same_commits()
    {
        var first = Request(BranchName.Main, "1", Write("a.x", null, Table("1"))) with { IdempotencyKey = "k1" };
        var alone = await _catalog.CommitAsync(first);
        CommitRequest[] together = [first, Request(BranchName.Main, "2") with { IdempotencyKey = "k2" }];
        var made = await _catalog.CommitAllAsync(together);
        made[0].Id.ShouldBe(alone.Id);
        (await (await LakeCatalog.OpenAsync(Store, Ids(2))).CommitAllAsync(together)).Select(c => c.Id).ShouldBe(made.Select(c => c.Id));
        (await _catalog.LogAsync("main").CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Eight_writers_at_once_lose_no_commit_and_double_none()
    {
        var catalogs = await Task.WhenAll(Enumerable.Range(20, 4).Select(seed => LakeCatalog.OpenAsync(Store, Ids(seed))));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteAsync(catalogs[writer % 4], writer, 15))));
        var log = await _catalog.LogAsync("main").ToListAsync();
        log.Count.ShouldBe(1 + (8 * 15));
        log.Select(commit => commit.IdempotencyKey).Distinct().Count().ShouldBe(log.Count);
        for (var writer = 0; writer < 8; writer++)
            (await _catalog.EntryAsync("main", $"w.t{writer}")).ShouldBe(Table("14"));
    }

    private static async Task WriteAsync(LakeCatalog catalog, int writer, int commits)
    {
        TableEntry? last = null;
        for (var count = 0; count < commits; count++)
        {
            await catalog.CommitAsync(Request(BranchName.Main, $"{writer}-{count}", Write($"w.t{writer}", last, Table($"{count}"))));
            last = Table($"{count}");
        }
    }
}
