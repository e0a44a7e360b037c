using System.Globalization;
using Tarn.Catalog;
using Tarn.Runs;

namespace Tarn.Core.Tests.Lakehouse;

public sealed class PublishOutageTests : IDisposable
{
    private const int LongerThanItIsTried = 8;
    private const ulong Top = 10_000_000_000_000_000_000;
    private readonly TestProject _project = TestProject.WithOrders().WithModels().WithRevision(1, (1, "ann", 10), (2, "bob", 200));

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_run_that_cannot_tell_whether_it_has_published_leaves_its_branch_open_and_its_successor_finds_out()
    {
        var report = await RunAsync(prefix: "");
        report.Status.ShouldBe(RunStatus.Failed, report.Told());
        report.Step("publish").Problems.Single().Code.ShouldBe("catalog.unknown-outcome");
        await using var lake = await _project.OpenAsync();
        (await lake.Catalog.FindBranchAsync(report.Branch))!.State.ShouldBe(BranchState.Open);
        var next = await lake.RunAsync(new RunRequest { Resume = report.Run });
        (next.Run, next.Status, next.Resumed).ShouldBe((report.Run, RunStatus.Succeeded, true), next.Told());
        await ShouldBePublishedOnceAsync(lake);
        await ShouldHaveOnlyMainAsync(lake);
    }

    [Fact]
    public async Task A_run_whose_branch_cannot_be_dropped_has_succeeded_all_the_same()
    {
        var report = await RunAsync(prefix: "refs/branch/run~");
        report.Status.ShouldBe(RunStatus.Succeeded, report.Told());
        await using var lake = await _project.OpenAsync();
        await ShouldBePublishedOnceAsync(lake);
        (await lake.RunAsync(new RunRequest { Resume = report.Run })).Run.ShouldBe(report.Run);
        await ShouldBePublishedOnceAsync(lake);
        await ShouldHaveOnlyMainAsync(lake);
    }

    [Fact]
    public async Task The_next_run_takes_the_branch_of_a_published_one_away_and_lands_what_is_new()
    {
        var report = await RunAsync(prefix: "refs/branch/run~");
        _project.WithRevision(2, (3, "eve", 30));
        await using var lake = await _project.OpenAsync();
        var next = await lake.RunAsync(new RunRequest());
        (next.Status, next.Resumed).ShouldBe((RunStatus.Succeeded, false), next.Told());
        next.Run.ShouldNotBe(report.Run);
        (await lake.NumberAsync("select count(*) from bronze.shop_orders")).ShouldBe(3);
        (await lake.DoubledInLedgerAsync()).ShouldBeEmpty();
        await ShouldHaveOnlyMainAsync(lake);
    }

    [Fact]
    public async Task A_plan_takes_no_branch_away()
    {
        var report = await RunAsync(prefix: "refs/branch/run~");
        await using var lake = await _project.OpenAsync();
        (await lake.PlanAsync(new RunRequest())).Run.ShouldNotBe(report.Run);
        (await lake.Catalog.FindBranchAsync(report.Branch)).ShouldNotBeNull();
    }

    /// <summary>A run whose store answers nothing for a while from the moment that main has moved.</summary>
    private async Task<RunReport> RunAsync(string prefix)
    {
        var plan = new FaultPlan();
        await using var lake = await _project.OpenAsync(store: plan.Open);
        var next = (ulong)(await lake.Catalog.FindBranchAsync(BranchName.Main))!.Number + 1;
        var name = (Top - next).ToString("D20", CultureInfo.InvariantCulture) + ".json";
        plan.OutageOnceThere(Path.Combine(_project.Root, "lake", "refs", "branch", "main", name), prefix, LongerThanItIsTried);
        var report = await lake.RunAsync(new RunRequest());
        plan.Counted.ShouldBeGreaterThanOrEqualTo(6);
        return report;
    }

    private static async Task ShouldHaveOnlyMainAsync(Tarn.Lakehouse.Lakehouse lake) =>
        (await lake.Catalog.ListBranchesAsync()).ShouldHaveSingleItem().Name.ShouldBe(BranchName.Main);

    private static async Task ShouldBePublishedOnceAsync(Tarn.Lakehouse.Lakehouse lake)
    {
        (await lake.RowsAsync("select status from _platform.runs")).ShouldBe(["succeeded"]);
        (await lake.NumberAsync("select count(*) from bronze.shop_orders")).ShouldBe(2);
        (await lake.NumberAsync("select count(*) from silver.order_log")).ShouldBe(2);
    }
}
