using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    [Fact]
    public async Task A_branch_starts_where_it_is_told_and_goes_its_own_way()
    {
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        var branch = await _catalog.CreateBranchAsync(Dev, "main");
        branch.Commit.ShouldBe((await _catalog.ResolveAsync("main")).Id);
        await _catalog.PutAsync(Dev, "bronze.a", Table("2"));
        (await _catalog.EntryAsync("main", "bronze.a")).ShouldBe(Table("1"));
        (await _catalog.EntryAsync("dev/anna", "bronze.a")).ShouldBe(Table("2"));
        (await _catalog.ListBranchesAsync()).Select(one => one.Name.Value).ShouldBe(["dev/anna", "main"]);
    }

    [Fact]
    public async Task A_branch_of_a_taken_name_is_refused()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CreateBranchAsync(Dev, "main"))).Code.ShouldBe("catalog.name-taken");
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CreateTagAsync(Dev, "main"))).Code.ShouldBe("catalog.name-taken");
    }

    [Fact]
    public async Task A_deleted_branch_is_gone_and_tells_its_last_commit()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var last = await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        await _catalog.DeleteBranchAsync(Dev);
        (await _catalog.FindBranchAsync(Dev)).ShouldBeNull();
        (await _catalog.ListBranchesAsync()).ShouldHaveSingleItem();
        var problem = await ProblemAsync(FailureKind.Invalid, () => _catalog.ResolveAsync("dev/anna"));
        problem.Next.ShouldNotBeNull().ShouldContain(last.Id);
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.CommitAsync(Request(Dev, "late")))).Code.ShouldBe("catalog.unknown-ref");
        (await _catalog.ResolveAsync(last.Id)).Id.ShouldBe(last.Id);
    }

    [Fact]
    public async Task Numbering_goes_on_when_a_deleted_branch_is_made_again_so_a_late_mover_loses()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var before = (await _catalog.FindBranchAsync(Dev)).ShouldNotBeNull();
        var late = new Tarn.Storage.References.ReferenceSeries(Store, "refs/branch/dev~anna/");
        var seen = await late.HeadAsync();
        await _catalog.DeleteBranchAsync(Dev);
        var after = await _catalog.CreateBranchAsync(Dev, "main");
        (before.Commit, before.Number).ShouldBe((after.Commit, after.Number - 2));
        (await late.MoveAsync(seen, "late"u8.ToArray())).ShouldBeNull();
    }

    [Fact]
    public async Task Main_can_neither_be_deleted_nor_sealed()
    {
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.DeleteBranchAsync(BranchName.Main))).Code.ShouldBe("catalog.main-stays");
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.SealBranchAsync(BranchName.Main))).Code.ShouldBe("catalog.main-stays");
    }

    [Fact]
    public async Task A_sealed_branch_takes_no_commits_but_can_be_read()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        await _catalog.SealBranchAsync(Dev);
        await _catalog.SealBranchAsync(Dev);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CommitAsync(Request(Dev, "late")))).Code.ShouldBe("catalog.branch-sealed");
        (await _catalog.EntryAsync("dev/anna", "bronze.a")).ShouldBe(Table("1"));
        (await _catalog.FindBranchAsync(Dev)).ShouldNotBeNull().State.ShouldBe(BranchState.Sealed);
    }

    [Fact]
    public async Task A_tag_stays_where_it_was_made()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        var name = BranchName.Parse("v1.0");
        await _catalog.CreateTagAsync(name, "main");
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("2"));
        (await _catalog.EntryAsync("v1.0", "bronze.a")).ShouldBe(Table("1"));
        (await _catalog.ListTagsAsync()).ShouldHaveSingleItem().Commit.ShouldBe(commit.Id);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CreateTagAsync(name, "main"))).Code.ShouldBe("catalog.name-taken");
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.CommitAsync(Request(name, "no")))).Code.ShouldBe("catalog.not-a-branch");
    }

    [Fact]
    public async Task A_tag_can_be_deleted_and_made_elsewhere()
    {
        var name = BranchName.Parse("v1.0");
        await _catalog.CreateTagAsync(name, "main");
        await _catalog.DeleteTagAsync(name);
        (await _catalog.FindTagAsync(name)).ShouldBeNull();
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.DeleteTagAsync(name))).Code.ShouldBe("catalog.unknown-ref");
        var commit = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        (await _catalog.CreateTagAsync(name, "main")).Commit.ShouldBe(commit.Id);
        (await _catalog.FindTagAsync(name)).ShouldNotBeNull().Commit.ShouldBe(commit.Id);
    }

    [Fact]
    public async Task References_are_pruned_to_the_newest_and_the_young()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        for (var count = 0; count < 230; count++)
            await _catalog.CommitAsync(Request(Dev, $"{count}"));
        (await _catalog.PruneReferencesAsync()).ShouldBe(0);
        _time.Advance(DateTimeOffset.UtcNow - _time.GetUtcNow() + TimeSpan.FromDays(8));
        (await _catalog.PruneReferencesAsync()).ShouldBe(31);
        (await _catalog.CommitAsync(Request(Dev, "after"))).Generation.ShouldBe(231);
        (await (await LakeCatalog.OpenAsync(Store, Ids(5))).LogAsync("dev/anna").CountAsync()).ShouldBe(232);
    }
}
