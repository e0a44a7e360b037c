using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    [Fact]
    public async Task A_target_that_has_nothing_of_its_own_moves_to_the_source()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var last = await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        (await _catalog.MergeAsync(Dev, BranchName.Main, Options("m"))).ShouldBeOfType<MergeResult.FastForwarded>().Head.Id.ShouldBe(last.Id);
        (await IdAsync("main")).ShouldBe(last.Id);
        (await _catalog.MergeAsync(Dev, BranchName.Main, Options("m"))).ShouldBeOfType<MergeResult.UpToDate>();
    }

    [Fact]
    public async Task A_publish_is_one_commit_on_mains_line_so_no_time_shows_half_a_run()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        _time.Advance(_minute);
        await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        _time.Advance(_minute);
        var source = await _catalog.PutAsync(Dev, "bronze.b", Table("1"));
        var merged = (await _catalog.MergeAsync(Dev, BranchName.Main, Options("publish") with { NoFastForward = true })).ShouldBeOfType<MergeResult.Merged>();
        merged.Head.Parents.ShouldBe([(await IdAsync("main~1")), source.Id]);
        merged.Head.Changes.Count.ShouldBe(2);
        (await (await _catalog.TreeAtAsync("main@2026-06-04T09:01:30Z")).ListAsync().ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Both_sides_work_on_different_tables_goes_together()
    {
        await _catalog.PutAsync(BranchName.Main, "bronze.gone", Table("1"));
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        await _catalog.PutAsync(Dev, "bronze.gone", null);
        await _catalog.PutAsync(BranchName.Main, "bronze.b", Table("1"));
        await _catalog.MergeAsync(Dev, BranchName.Main, Options("m"));
        (await NamesAsync("main")).ShouldBe(["bronze.a", "bronze.b"]);
    }

    [Fact]
    public async Task All_conflicts_are_told_at_once()
    {
        foreach (var table in new[] { "t.changed", "t.dropped", "t.viewed" })
            await _catalog.PutAsync(BranchName.Main, table, Table("0"));
        await _catalog.CreateBranchAsync(Dev, "main");
        foreach (var (branch, location) in new[] { (Dev, "source"), (BranchName.Main, "target") })
        {
            await _catalog.PutAsync(branch, "t.changed", Table(location));
            await _catalog.PutAsync(branch, "t.created", Table(location, location));
            await _catalog.PutAsync(branch, "t.dropped", branch == Dev ? null : Table(location));
            await _catalog.PutAsync(branch, "t.viewed", branch == Dev ? View(location) : Table(location));
            await _catalog.PutAsync(branch, "t.same", Table("same"));
        }
        var before = await IdAsync("main");
        var failure = await Should.ThrowAsync<TarnException>(() => _catalog.MergeAsync(Dev, BranchName.Main, Options("m")));
        failure.Kind.ShouldBe(FailureKind.Conflict);
        failure.Problems.ShouldAllBe(problem => problem.Code == "merge.conflict");
        failure.Problems.Select(problem => problem.Where).ShouldBe(["t.changed", "t.created", "t.dropped", "t.viewed"]);
        (await IdAsync("main")).ShouldBe(before);
    }

    [Fact]
    public async Task What_both_appended_to_is_replayed()
    {
        await ForkBothChangedAsync();
        var replay = new Replay((from, source, target) => new ReplayResult.Replayed(Table($"{target.MetadataLocation}+{source.MetadataLocation}-{from.MetadataLocation}")));
        await _catalog.MergeAsync(Dev, BranchName.Main, Options("m") with { Replay = replay });
        (await _catalog.EntryAsync("main", "bronze.a")).ShouldBe(Table("target+source-base"));
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_a_conflict_with_the_reason()
    {
        await ForkBothChangedAsync();
        var replay = new Replay((_, _, _) => new ReplayResult.Refused("Both sides replaced rows", ["day=1", "day=2"]));
        var problem = await ProblemAsync(FailureKind.Conflict, () => _catalog.MergeAsync(Dev, BranchName.Main, Options("m") with { Replay = replay }));
        var (source, target) = (await _catalog.ResolveAsync("dev/anna"), await _catalog.ResolveAsync("main"));
        problem.What.ShouldBe(
            $"'bronze.a' cannot be merged: Both sides replaced rows, in day=1, day=2. Source: commit {source.ShortId} by anna (put bronze.a). Target: commit {target.ShortId} by anna (put bronze.a).");
        problem.Conflict.ShouldNotBeNull().Partitions.ShouldBe(["day=1", "day=2"]);
        (problem.Conflict.Source.Single().Id, problem.Conflict.Target.Single().Id).ShouldBe((source.Id, target.Id));
    }

    [Fact]
    public async Task A_merge_is_planned_again_when_the_target_moves_meanwhile()
    {
        await ForkBothChangedAsync();
        var tries = 0;
        var replay = new Replay((_, _, target) =>
        {
            if (tries++ == 0)
                LakeCatalog.OpenAsync(Store, Ids(7)).Result.PutAsync(BranchName.Main, "bronze.a", Table("moved")).Wait();
            return new ReplayResult.Replayed(Table($"replayed on {target.MetadataLocation}"));
        });
        await _catalog.MergeAsync(Dev, BranchName.Main, Options("m") with { Replay = replay });
        tries.ShouldBe(2);
        (await _catalog.EntryAsync("main", "bronze.a")).ShouldBe(Table("replayed on moved"));
    }

    [Fact]
    public async Task Only_the_commit_that_was_audited_is_merged()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var audited = await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        await _catalog.PutAsync(Dev, "bronze.a", Table("2"));
        var options = Options("m") with { ExpectedSource = audited.Id };
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.MergeAsync(Dev, BranchName.Main, options))).Code.ShouldBe("merge.source-moved");
    }

    [Fact]
    public async Task The_ledgers_rows_go_into_the_merge_commit()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        var merged = await _catalog.MergeAsync(Dev, BranchName.Main, Options("publish") with
        {
            ExtraChanges = async (tree, token) =>
            {
                (await tree.FindAsync(Name("bronze.a"), token)).ShouldBe(Table("1"));
                return [Write("_platform.runs", await tree.FindAsync(Name("_platform.runs"), token), Table("rows"))];
            },
        });
        merged.ShouldBeOfType<MergeResult.Merged>().Head.Changes.Select(change => change.Table.ToString()).ShouldBe(["_platform.runs", "bronze.a"]);
    }

    [Fact]
    public async Task A_sealed_branch_and_what_was_forked_from_it_are_not_merged()
    {
        var fork = BranchName.Parse("dev/fork");
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        await _catalog.CreateBranchAsync(fork, "dev/anna");
        await _catalog.PutAsync(fork, "bronze.b", Table("1"));
        await _catalog.SealBranchAsync(Dev);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.MergeAsync(Dev, BranchName.Main, Options("m")))).Code.ShouldBe("merge.sealed");
        var problem = await ProblemAsync(FailureKind.Conflict, () => _catalog.MergeAsync(fork, BranchName.Main, Options("m")));
        problem.Code.ShouldBe("merge.sealed");
        problem.What.ShouldContain("'dev/anna'");
        await _catalog.DeleteBranchAsync(Dev);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.MergeAsync(fork, BranchName.Main, Options("m")))).Code.ShouldBe("merge.sealed");
    }

    [Fact]
    public async Task A_merge_with_the_same_key_happens_once()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        var options = Options("m") with { IdempotencyKey = "publish-1", NoFastForward = true };
        var first = await _catalog.MergeAsync(Dev, BranchName.Main, options);
        await _catalog.PutAsync(Dev, "bronze.a", Table("2"));
        (await _catalog.MergeAsync(Dev, BranchName.Main, options)).Head.Id.ShouldBe(first.Head.Id);
        (await _catalog.EntryAsync("main", "bronze.a")).ShouldBe(Table("1"));
    }

    [Fact]
    public async Task A_second_merge_counts_from_the_first()
    {
        await ForkBothChangedAsync();
        await _catalog.PutAsync(Dev, "bronze.a", Table("base"));
        await _catalog.MergeAsync(BranchName.Main, Dev, Options("main into dev"));
        await _catalog.PutAsync(Dev, "bronze.a", Table("after"));
        (await _catalog.MergeBaseAsync("dev/anna", "main")).Id.ShouldBe(await IdAsync("main"));
        await _catalog.MergeAsync(Dev, BranchName.Main, Options("dev into main") with { NoFastForward = true });
        (await _catalog.EntryAsync("main", "bronze.a")).ShouldBe(Table("after"));
    }

    [Fact]
    public async Task Branches_that_merged_each_other_crosswise_do_not_decide_which_of_them_changed_a_table()
    {
        var old = BranchName.Parse("dev/old");
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "t.dev", Table("1"));
        await _catalog.PutAsync(BranchName.Main, "t.main", Table("1", "m"));
        await _catalog.CreateBranchAsync(old, "main");
        await _catalog.MergeAsync(Dev, BranchName.Main, Options("dev into main"));
        await _catalog.MergeAsync(old, Dev, Options("main as it was into dev"));
        await _catalog.PutAsync(BranchName.Main, "t.dev", null);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.MergeAsync(Dev, BranchName.Main, Options("again")))).What.ShouldContain("crosswise");
        await _catalog.PutAsync(Dev, "t.dev", null);
        await _catalog.PutAsync(Dev, "t.more", Table("1", "x"));
        await _catalog.MergeAsync(Dev, BranchName.Main, Options("again"));
        (await NamesAsync("main")).ShouldBe(["t.main", "t.more"]);
    }

    [Fact]
    public async Task A_plan_tells_what_a_merge_would_do()
    {
        await ForkBothChangedAsync();
        await _catalog.PutAsync(Dev, "bronze.new", Table("1"));
        var plan = (await _catalog.PlanMergeAsync(Dev, BranchName.Main)).ShouldBeOfType<MergePlan.Merge>();
        plan.Takes.ShouldHaveSingleItem().Table.ShouldBe(Name("bronze.new"));
        plan.Replays.ShouldHaveSingleItem().ShouldBe(new MergeReplay(Name("bronze.a"), Table("base"), Table("source"), Table("target")));
    }

    private async Task ForkBothChangedAsync()
    {
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("base"));
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "bronze.a", Table("source"));
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("target"));
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string reference) =>
        await (await _catalog.TreeAtAsync(reference)).ListAsync().Select(pair => pair.Table.ToString()).ToListAsync();

    private sealed class Replay(Func<TableEntry, TableEntry, TableEntry, ReplayResult> answer) : ITableReplay
    {
        public Task<ReplayResult> TryReplayAsync(ReplayRequest request, CancellationToken cancel = default) =>
            Task.FromResult(answer(request.Sides.Base, request.Sides.Source, request.Sides.Target));
    }
}
