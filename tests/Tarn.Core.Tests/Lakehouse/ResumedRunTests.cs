using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Runs;

namespace Tarn.Core.Tests.Lakehouse;

public sealed class ResumedRunTests : IDisposable
{
    private const string Totals = "models/gold/totals.sql";
    private readonly TestProject _project = TestProject.WithOrders().WithModels().WithRevision(1, (1, "ann", 10), (2, "bob", 200));

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_model_with_bad_sql_fails_the_run_and_once_mended_only_the_rest_is_done()
    {
        var good = await File.ReadAllTextAsync(Path.Combine(_project.Root, Totals));
        _project.With(Totals, "select nonsense from {{ ref('orders') }}");
        var failed = await _project.RunAsync();
        failed.Status.ShouldBe(RunStatus.Failed);
        failed.Step("model:gold.totals").Problems.ShouldContain(p => p.What.Contains("nonsense") && p.Where == Totals);
        _project.With(Totals, good);
        var resumed = await _project.RunAsync(request: new RunRequest { Resume = failed.Run });
        resumed.Status.ShouldBe(RunStatus.Succeeded, resumed.Told());
        (resumed.Run, resumed.Resumed).ShouldBe((failed.Run, true));
        resumed.Step("land:shop.orders").Status.ShouldBe(StepStatus.Skipped);
        resumed.Step("model:silver.orders").Status.ShouldBe(StepStatus.Skipped);
        resumed.Step("model:gold.totals").Status.ShouldBe(StepStatus.Done);
        await using var lake = await _project.OpenAsync();
        (await lake.RowsAsync("from gold.totals order by customer")).ShouldBe(["ann|1|10", "bob|1|200"]);
        (await lake.RowsAsync("select status from _platform.runs")).ShouldBe(["succeeded"]);
        (await lake.Catalog.ListBranchesAsync()).ShouldNotContain(b => b.Name.Run != null);
    }

    [Fact]
    public async Task A_run_that_is_stopped_leaves_its_branch_open_and_the_next_one_goes_on_with_it()
    {
        var stopped = await StoppedAsync();
        await using var lake = await _project.OpenAsync();
        (await lake.Catalog.FindBranchAsync(stopped.Branch))!.State.ShouldBe(BranchState.Open);
        (await lake.StatusAsync()).Runs.Single().Status.ShouldBe(RunStatus.Interrupted);
        var next = await lake.RunAsync(new RunRequest());
        next.Status.ShouldBe(RunStatus.Succeeded, next.Told());
        (next.Run, next.Resumed).ShouldBe((stopped.Run, true));
        next.Step("land:shop.orders").Status.ShouldBe(StepStatus.Skipped);
        (await lake.NumberAsync("select count(*) from bronze.shop_orders")).ShouldBe(2);
        (await lake.StatusAsync()).Runs.Single().Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task A_second_runner_of_the_same_run_is_refused_while_the_first_holds_the_lease()
    {
        var stopped = await StoppedAsync();
        await using var lake = await _project.OpenAsync();
        var rival = (LeaseResult.Acquired)await lake.Catalog.TryAcquireLeaseAsync(stopped.Branch, "elsewhere/1/1", TimeSpan.FromMinutes(1));
        var request = new RunRequest { Resume = stopped.Run };
        (await Entries.ProblemAsync(FailureKind.Conflict, () => lake.RunAsync(request))).Code.ShouldBe("run.taken");
        await lake.Catalog.ReleaseLeaseAsync(stopped.Branch, rival.Lease.Token);
        (await lake.RunAsync(request)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task A_runner_whose_lease_was_taken_over_publishes_nothing()
    {
        await using var lake = await _project.OpenAsync(ahead: TimeSpan.FromMinutes(-10));
        await using var other = await _project.OpenAsync();
        var head = (await lake.Catalog.ResolveAsync("main")).Id;
        BranchName? branch = null;
        var watcher = new RunWatcher(e =>
        {
            branch ??= (e as RunEvent.Planned)?.Plan.Branch;
            if (e is RunEvent.StepStarted { Step.Id: "model:gold.totals" })
                other.Catalog.TryAcquireLeaseAsync(branch!, "elsewhere/1/1", TimeSpan.FromMinutes(1)).GetAwaiter().GetResult().ShouldBeOfType<LeaseResult.Acquired>();
        });
        var report = await lake.RunAsync(new RunRequest(), watcher);
        report.Status.ShouldNotBe(RunStatus.Succeeded);
        (await lake.Catalog.ResolveAsync("main")).Id.ShouldBe(head);
        (await lake.Catalog.FindBranchAsync(branch!))!.State.ShouldBe(BranchState.Open);
    }

    [Fact]
    public async Task What_a_runner_that_took_over_has_not_audited_yet_is_not_published_by_the_one_that_slept()
    {
        await using var slept = await _project.OpenAsync(ahead: TimeSpan.FromMinutes(-10));
        await using var other = await _project.OpenAsync();
        var head = (await slept.Catalog.ResolveAsync("main")).Id;
        BranchName? branch = null;
        var watcher = new RunWatcher(e =>
        {
            branch ??= (e as RunEvent.Planned)?.Plan.Branch;
            if (e is RunEvent.StepStarted { Step.Id: "publish" })
                TakeOverAsync(other.Catalog, branch!).GetAwaiter().GetResult();
        });
        var report = await slept.RunAsync(new RunRequest(), watcher);
        report.Step("publish").Problems.Single().Code.ShouldBe("run.lease-lost", report.Told());
        (await slept.Catalog.ResolveAsync("main")).Id.ShouldBe(head);
        (await slept.Catalog.FindBranchAsync(branch!))!.State.ShouldBe(BranchState.Open);
    }

    [Fact]
    public async Task A_commit_on_a_runs_branch_that_its_runner_did_not_make_is_not_published()
    {
        await using var lake = await _project.OpenAsync();
        await using var other = await _project.OpenAsync();
        BranchName? branch = null;
        var watcher = new RunWatcher(e =>
        {
            branch ??= (e as RunEvent.Planned)?.Plan.Branch;
            if (e is RunEvent.StepStarted { Step.Id: "publish" })
                other.Catalog.PutAsync(branch!, "gold.unaudited", Entries.Table("x")).GetAwaiter().GetResult();
        });
        var report = await lake.RunAsync(new RunRequest(), watcher);
        report.Step("publish").Problems.Single().Code.ShouldBe("merge.source-moved", report.Told());
    }

    [Fact]
    public async Task A_runner_whose_last_steps_came_after_the_publish_of_another_is_told_so()
    {
        await using var late = await _project.OpenAsync();
        await using var first = await _project.OpenAsync();
        BranchName? branch = null;
        var watcher = new RunWatcher(e =>
        {
            branch ??= (e as RunEvent.Planned)?.Plan.Branch;
            if (e is RunEvent.StepStarted { Step.Id: "model:gold.totals" })
                PublishAsync(first.Catalog, branch!).GetAwaiter().GetResult();
        });
        var report = await late.RunAsync(new RunRequest(), watcher);
        report.Status.ShouldBe(RunStatus.Failed, report.Told());
        report.Step("publish").Problems.Single().Code.ShouldBe("run.published-before", report.Told());
        (await late.Catalog.FindBranchAsync(branch!)).ShouldBeNull();
        (await late.Catalog.EntryAsync("main", "gold.totals")).ShouldBeNull();
        (await _project.RunAsync()).Status.ShouldBe(RunStatus.Succeeded);
    }

    private static async Task TakeOverAsync(LakeCatalog catalog, BranchName branch)
    {
        var lease = (LeaseResult.Acquired)await catalog.TryAcquireLeaseAsync(branch, "elsewhere/1/1", TimeSpan.FromMinutes(1));
        var request = Entries.Request(branch, "not audited", Entries.Write("gold.unaudited", null, Entries.Table("x")));
        await catalog.CommitAsync(request with { LeaseToken = lease.Lease.Token });
    }

    private static Task PublishAsync(LakeCatalog catalog, BranchName branch) => catalog.MergeAsync(
        branch, BranchName.Main, new MergeOptions { Author = "anna", Message = "Publish", NoFastForward = true, IdempotencyKey = $"{branch.Run}:publish" });

    private async Task<RunReport> StoppedAsync()
    {
        await using var lake = await _project.OpenAsync();
        using var stop = new CancellationTokenSource();
        var report = await lake.RunAsync(new RunRequest(), RunWatcher.AtStart("model:silver.orders", stop.Cancel), stop.Token);
        report.Status.ShouldBe(RunStatus.Interrupted, report.Told());
        report.Step("land:shop.orders").Status.ShouldBe(StepStatus.Done);
        return report;
    }
}
