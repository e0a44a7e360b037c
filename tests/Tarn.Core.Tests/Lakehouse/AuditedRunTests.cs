using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Runs;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Lakehouse;

public sealed class AuditedRunTests : IDisposable
{
    private readonly TestProject _project = TestProject.WithOrders().WithThreeTables().WithRevision(2, (1, "ann", 10), (2, "bob", 200));

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_failing_check_leaves_main_as_it_was_and_its_rows_can_be_looked_at()
    {
        await using var lake = await _project.OpenAsync();
        (await lake.RunAsync(new RunRequest())).Status.ShouldBe(RunStatus.Succeeded);
        var head = (await lake.Catalog.ResolveAsync("main")).Id;
        var failed = await FailAsync(lake);
        (await lake.Catalog.ResolveAsync("main")).Id.ShouldBe(head);
        (await lake.Catalog.FindBranchAsync(failed.Branch))!.State.ShouldBe(BranchState.Sealed);
        (await Entries.ProblemAsync(FailureKind.Conflict, () => lake.MergeAsync(failed.Branch, BranchName.Main, "anna"))).Code.ShouldBe("merge.sealed");
        (await lake.NumberAsync("select count(*) from gold.three where parity = 1", failed.Branch.Value)).ShouldBe(3);
        (await lake.NumberAsync("select count(*) from gold.three", "main")).ShouldBe(2);
        (await lake.StatusAsync()).Runs.Select(r => r.Status).ShouldBe([RunStatus.Failed, RunStatus.Succeeded], ignoreOrder: true);
    }

    [Fact]
    public async Task A_failed_run_is_finished_by_its_name_once_the_model_is_mended()
    {
        RunReport failed;
        await using (var lake = await _project.OpenAsync())
        {
            await lake.RunAsync(new RunRequest());
            failed = await FailAsync(lake);
        }
        _project.With("models/gold/three.sql", "select order_id, amount, 0 as parity from {{ ref('one') }}");
        var resumed = await _project.RunAsync(request: new RunRequest { Resume = failed.Run });
        resumed.Status.ShouldBe(RunStatus.Succeeded, resumed.Told());
        resumed.Step("model:gold.one").Status.ShouldBe(StepStatus.Skipped);
        await using var after = await _project.OpenAsync();
        (await after.RowsAsync(ThreeTables.Sums)).ShouldBe(["510|510|510"]);
        (await after.NumberAsync("select count(*) from bronze.shop_orders")).ShouldBe(3);
        (await after.RowsAsync("select status from _platform.runs")).ShouldBe(["succeeded", "succeeded"]);
        (await after.Catalog.ListBranchesAsync()).ShouldHaveSingleItem().Name.ShouldBe(BranchName.Main);
    }

    [Fact]
    public async Task A_failed_run_is_in_the_ledger_once_after_the_next_runs_that_publish()
    {
        await using var lake = await _project.OpenAsync();
        await lake.RunAsync(new RunRequest());
        var failed = await FailAsync(lake);
        for (var revision = 4; revision <= 6; revision += 2)
        {
            _project.WithRevision(revision, (revision, "eve", 1));
            (await lake.RunAsync(new RunRequest())).Status.ShouldBe(RunStatus.Succeeded);
        }
        (await lake.RowsAsync("select run_id from _platform.runs where status = 'failed'")).ShouldBe([failed.Run.Value]);
        (await lake.DoubledInLedgerAsync()).ShouldBeEmpty();
        (await lake.NumberAsync("select count(*) from _platform.runs")).ShouldBe(4);
    }

    private async Task<RunReport> FailAsync(Lake lake)
    {
        _project.WithRevision(3, (3, "eve", 300));
        var failed = await lake.RunAsync(new RunRequest());
        failed.Status.ShouldBe(RunStatus.Failed);
        failed.Step("audit:gold.three").Status.ShouldBe(StepStatus.Failed);
        failed.PublishedCommit.ShouldBeNull();
        return failed;
    }
}
