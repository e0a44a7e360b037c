using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    [Fact]
    public async Task A_revert_undoes_a_whole_commit_with_a_new_one()
    {
        await _catalog.PutAsync(BranchName.Main, "t.changed", Table("0"));
        await _catalog.PutAsync(BranchName.Main, "t.dropped", Table("0", "d"));
        var before = await _catalog.ResolveAsync("main");
        var commit = await _catalog.CommitAsync(Request(
            BranchName.Main, "all", Write("t.changed", Table("0"), Table("1")), Write("t.dropped", Table("0", "d"), null), Write("t.made", null, View("1", "m"))));
        await _catalog.PutAsync(BranchName.Main, "t.other", Table("1"));
        var plan = await _catalog.RevertAsync(Revert(commit));
        plan.Tables.Select(table => table.Change.Table.ToString()).ShouldBe(["t.changed", "t.dropped", "t.made"]);
        (await _catalog.DiffAsync(before.Id, "main")).ShouldHaveSingleItem().Table.ShouldBe(Name("t.other"));
        var made = await _catalog.ResolveAsync("main");
        (made.Id, made.Parents.Count, made.Properties[LakeCatalog.RevertsProperty]).ShouldBe((plan.Made!.Id, 1, commit.Id));
    }

    [Fact]
    public async Task A_revert_is_whole_or_not_at_all()
    {
        var commit = await _catalog.CommitAsync(Request(BranchName.Main, "two", Write("t.a", null, Table("1")), Write("t.b", null, Table("1", "b"))));
        var later = await _catalog.PutAsync(BranchName.Main, "t.b", Table("2", "b"));
        var failure = await Should.ThrowAsync<TarnException>(() => _catalog.RevertAsync(Revert(commit)));
        var problem = failure.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Where).ShouldBe(("revert.conflict", "t.b"));
        problem.What.ShouldBe(
            $"'t.b' cannot be reverted: It created it, and it was changed since. To be undone: commit {commit.ShortId} by anna (two). Since then: commit {later.ShortId} by anna (put t.b).");
        problem.Conflict!.Target.ShouldHaveSingleItem().Id.ShouldBe(later.Id);
        (await _catalog.EntryAsync("main", "t.a")).ShouldBe(Table("1"));
        var preview = await _catalog.PreviewRevertAsync(Revert(commit));
        (preview.Tables.Count, preview.Conflicts.Count, preview.Made).ShouldBe((1, 1, null));
    }

    [Fact]
    public async Task Later_changes_stay_where_the_table_lets_them()
    {
        await _catalog.PutAsync(BranchName.Main, "t.a", Table("0"));
        var commit = await _catalog.PutAsync(BranchName.Main, "t.a", Table("1"));
        await _catalog.PutAsync(BranchName.Main, "t.a", Table("2"));
        var replay = new Replay((from, source, target) => new ReplayResult.Replayed(Table($"{target.MetadataLocation}-{from.MetadataLocation}+{source.MetadataLocation}")));
        await _catalog.RevertAsync(Revert(commit) with { Replay = replay });
        (await _catalog.EntryAsync("main", "t.a")).ShouldBe(Table("2-1+0"));
    }

    [Fact]
    public async Task Several_commits_are_undone_together_the_newest_first()
    {
        await _catalog.PutAsync(BranchName.Main, "t.a", Table("0"));
        var first = await _catalog.PutAsync(BranchName.Main, "t.a", Table("1"));
        await _catalog.PutAsync(BranchName.Main, "t.other", Table("1"));
        var second = await _catalog.PutAsync(BranchName.Main, "t.a", Table("2"));
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.RevertAsync(Revert(first)))).Code.ShouldBe("revert.conflict");
        await _catalog.RevertAsync(Revert(first, second));
        (await _catalog.EntryAsync("main", "t.a")).ShouldBe(Table("0"));
    }

    [Fact]
    public async Task A_merge_is_undone_by_its_commit_and_the_commits_it_brought_are_not()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var step = await _catalog.PutAsync(Dev, "t.a", Table("1"));
        await _catalog.PutAsync(Dev, "t.b", Table("1", "b"));
        var merged = await _catalog.MergeAsync(Dev, BranchName.Main, Options("publish") with { NoFastForward = true });
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.RevertAsync(Revert(step)))).Code.ShouldBe("revert.not-on-line");
        await _catalog.RevertAsync(Revert(merged.Head));
        (await NamesAsync("main")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_revert_is_not_done_twice_and_can_be_undone_itself()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "t.a", Table("1"));
        var undone = await _catalog.RevertAsync(Revert(commit));
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.RevertAsync(Revert(commit)))).Code.ShouldBe("revert.done");
        await _catalog.RevertAsync(Revert(undone.Made!));
        (await _catalog.EntryAsync("main", "t.a")).ShouldBe(Table("1"));
        await _catalog.RevertAsync(Revert(commit));
        (await NamesAsync("main")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_revert_with_the_same_key_happens_once()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "t.a", Table("1"));
        var request = Revert(commit) with { IdempotencyKey = "undo-1" };
        var first = await _catalog.RevertAsync(request);
        (await _catalog.RevertAsync(request)).Made!.Id.ShouldBe(first.Made!.Id);
    }

    [Fact]
    public async Task A_revert_is_planned_again_when_its_tables_change_meanwhile()
    {
        await _catalog.PutAsync(BranchName.Main, "t.a", Table("0"));
        var commit = await _catalog.PutAsync(BranchName.Main, "t.a", Table("1"));
        await _catalog.PutAsync(BranchName.Main, "t.a", Table("2"));
        var tries = 0;
        var replay = new Replay((_, _, target) =>
        {
            if (tries++ == 0)
                LakeCatalog.OpenAsync(Store, Ids(7)).Result.PutAsync(BranchName.Main, "t.a", Table("moved")).Wait();
            return new ReplayResult.Replayed(Table($"undone on {target.MetadataLocation}"));
        });
        await _catalog.RevertAsync(Revert(commit) with { Replay = replay });
        (await _catalog.EntryAsync("main", "t.a")).ShouldBe(Table("undone on moved"));
    }

    [Fact]
    public async Task There_must_be_something_to_revert_and_records_stay()
    {
        var commit = await _catalog.CommitAsync(Request(BranchName.Main, "says only that something is done"));
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.RevertAsync(Revert(commit)))).Code.ShouldBe("revert.nothing");
        var run = await _catalog.CommitAsync(Request(BranchName.Main, "run", Write("t.a", null, Table("1")), Write("_platform.runs", null, Table("1", "r"))));
        await _catalog.RevertAsync(Revert(run) with { Records = new HashSet<TableName> { Name("_platform.runs") } });
        (await NamesAsync("main")).ShouldBe(["_platform.runs"]);
    }

    private static RevertRequest Revert(params CatalogCommit[] commits) =>
        new() { Branch = BranchName.Main, Commits = [.. commits.Select(commit => commit.Id)], Author = "anna", Message = "revert" };
}
