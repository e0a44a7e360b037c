using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    private static readonly BranchName _late = BranchName.Parse("dev/late");

    [Fact]
    public async Task What_a_failed_run_left_is_not_forked()
    {
        await _catalog.PutAsync(BranchName.Main, "bronze.base", Table("1"));
        await _catalog.CreateBranchAsync(Dev, "main");
        var first = await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        var last = await _catalog.PutAsync(Dev, "bronze.a", Table("2"));
        await _catalog.SealBranchAsync(Dev);
        foreach (var from in new[] { "dev/anna", "dev/anna~1", last.Id, first.Id[..12] })
            (await ProblemAsync(FailureKind.Conflict, () => _catalog.CreateBranchAsync(_late, from))).Code.ShouldBe("catalog.fork-of-sealed", from);
        (await _catalog.FindBranchAsync(_late)).ShouldBeNull();
        (await _catalog.CreateBranchAsync(_late, "dev/anna~2")).Commit.ShouldBe(await IdAsync("main"));
    }

    [Fact]
    public async Task A_failed_run_that_did_nothing_is_not_forked_either()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.SealBranchAsync(Dev);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CreateBranchAsync(_late, "dev/anna"))).Code.ShouldBe("catalog.fork-of-sealed");
        (await _catalog.CreateBranchAsync(_late, await IdAsync("main"))).Commit.ShouldBe(await IdAsync("main"));
    }

    [Fact]
    public async Task A_sealed_branch_that_was_deleted_is_not_forked_by_its_commits_and_its_name_is_not_given_again()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var left = await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        await _catalog.SealBranchAsync(Dev);
        await _catalog.DeleteBranchAsync(Dev);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CreateBranchAsync(_late, left.Id))).Code.ShouldBe("catalog.fork-of-sealed");
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CreateBranchAsync(Dev, "main"))).Code.ShouldBe("catalog.name-sealed");
    }

    [Fact]
    public async Task What_an_open_branch_or_a_tag_has_as_well_may_be_forked_and_still_not_be_merged()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var left = await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        await _catalog.CreateTagAsync(BranchName.Parse("june"), left.Id);
        await _catalog.SealBranchAsync(Dev);
        await _catalog.CreateBranchAsync(_late, left.Id);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.MergeAsync(_late, BranchName.Main, Options("m")))).Code.ShouldBe("merge.sealed");
    }
}
