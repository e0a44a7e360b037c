using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Runs;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Lakehouse;

public sealed class RevertTests : IDisposable
{
    private readonly TestProject _project = TestProject.WithOrders().WithThreeTables().WithRevision(2, (1, "ann", 10), (2, "bob", 200));

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task What_a_run_published_is_undone_in_all_its_tables_and_landed_again_by_the_next()
    {
        await using var lake = await _project.OpenAsync();
        var first = await SucceedAsync(lake);
        var before = await lake.Catalog.ResolveAsync("main");
        _project.WithRevision(4, (3, "eve", 30));
        var second = await SucceedAsync(lake);
        var after = await lake.RowsAsync(ThreeTables.Sums);
        var plan = await lake.RevertAsync(second.Run.Value, BranchName.Main, "anna");
        plan.Made!.Message.ShouldBe($"Revert run {second.Run}");
        var differs = await lake.Catalog.DiffAsync(before.Id, "main");
        differs.ShouldAllBe(change => change.Table.Namespace == "_platform");
        (await lake.RowsAsync("select status from _platform.runs")).ShouldBe(["succeeded", "succeeded"]);
        (await Entries.ProblemAsync(FailureKind.Conflict, () => lake.RevertAsync(second.Run.Value, BranchName.Main, "anna"))).Code.ShouldBe("revert.done");
        await SucceedAsync(lake);
        (await lake.RowsAsync(ThreeTables.Sums)).ShouldBe(after);
        (await Entries.ProblemAsync(FailureKind.Conflict, () => lake.RevertAsync(first.Run.Value, BranchName.Main, "anna"))).Code.ShouldBe("revert.conflict");
    }

    [Fact]
    public async Task A_run_that_failed_published_nothing_to_revert()
    {
        await using var lake = await _project.OpenAsync();
        await SucceedAsync(lake);
        _project.With("models/gold/three.sql", "select nonsense from {{ ref('one') }}").WithRevision(4, (3, "eve", 30));
        await using var again = await _project.OpenAsync();
        var failed = await again.RunAsync(new RunRequest());
        failed.Status.ShouldBe(RunStatus.Failed);
        var problem = await Entries.ProblemAsync(FailureKind.Invalid, () => again.RevertAsync(failed.Run.Value, BranchName.Main, "anna"));
        (problem.Code, problem.Next).ShouldBe(("revert.unknown-run", $"It did not end well; what it did lies on '{failed.Branch}' alone."));
        (await Entries.ProblemAsync(FailureKind.Conflict, () => again.Catalog.CreateBranchAsync(BranchName.Parse("dev/x"), failed.Branch.Value))).Code.ShouldBe("catalog.fork-of-sealed");
    }

    private static async Task<RunReport> SucceedAsync(Lake lake)
    {
        var report = await lake.RunAsync(new RunRequest());
        report.Status.ShouldBe(RunStatus.Succeeded, report.Told());
        return report;
    }
}
