using Tarn.Core.Tests.Catalog;
using Tarn.Runs;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>
/// One lake in which runs crash, and its twin over the same files in which none does. Point after point, a new file comes, a run of the lake
/// crashes, another finishes, and the two must hold the same.
/// </summary>
public sealed class RunCrashTests : IDisposable
{
    private static readonly TimeSpan LeaseIsOver = TimeSpan.FromMinutes(2);
    private readonly TestProject _project = TestProject.WithOrders().WithModels();
    private int _revision;
    private string _before = "";

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_run_that_dies_at_any_operation_of_the_store_is_finished_by_the_next_as_if_it_had_not()
    {
        foreach (var point in Points(await BeginAsync()))
        {
            foreach (var how in new[] { Fault.Before, Fault.After })
                await CrashAsync(point, how);
        }
    }

    [Fact]
    public async Task A_lost_answer_at_any_operation_of_the_store_publishes_once_or_not_at_all()
    {
        foreach (var point in Points(await BeginAsync()))
            await LoseAnswerAsync(point);
    }

    [Fact]
    public async Task An_outage_of_the_store_about_the_publish_is_settled_by_the_next_run()
    {
        var operations = await BeginAsync();
        for (var back = 1; back <= 40; back += LongTests.Of(5, 1))
            await OutageAsync(operations - back);
    }

    /// <summary>Both lakes with a run each. The operations of a run of one new file.</summary>
    private async Task<int> BeginAsync()
    {
        NewFile();
        await _project.RunAsync("twin");
        await _project.RunAsync();
        NewFile();
        await _project.RunAsync("twin");
        var plan = new FaultPlan();
        await using var lake = await _project.OpenAsync(store: plan.Open);
        plan.Count();
        (await lake.RunAsync(new RunRequest())).Status.ShouldBe(RunStatus.Succeeded);
        return plan.Counted;
    }

    private static IEnumerable<int> Points(int operations)
    {
        operations.ShouldBeGreaterThan(50);
        var evenly = LongTests.Of(10, Math.Min(300, 3 * operations));
        var atTheEnd = Enumerable.Range(1, 4).Select(i => operations - (6 * i));
        return Enumerable.Range(0, evenly).Select(i => 1 + (int)((long)i * (operations - 1) / (evenly - 1))).Concat(atTheEnd);
    }

    private async Task CrashAsync(int point, Fault how)
    {
        var at = $"crash {how} operation {point}";
        var (before, after) = await NextTwinAsync();
        var plan = new FaultPlan();
        await using (var dying = await _project.OpenAsync(store: plan.Open))
        {
            plan.CrashAt(point, how);
            await RunToDeathAsync(dying);
        }
        await using var lake = await _project.OpenAsync(ahead: LeaseIsOver);
        (await lake.ContentsAsync()).ShouldBeOneOf([before, after], at);
        var report = await lake.RunAsync(new RunRequest());
        report.Status.ShouldBe(RunStatus.Succeeded, $"{at}: {report.Told()}");
        (await lake.ContentsAsync()).ShouldBe(after, at);
        (await lake.DoubledInLedgerAsync()).ShouldBeEmpty(at);
    }

    private async Task LoseAnswerAsync(int point)
    {
        var at = $"lost answer of operation {point}";
        var (before, after) = await NextTwinAsync();
        var plan = new FaultPlan();
        var succeeded = false;
        await using (var unlucky = await _project.OpenAsync(store: plan.Open))
        {
            plan.LoseAnswerOf(point);
            succeeded = (await RunToDeathAsync(unlucky))?.Status is RunStatus.Succeeded;
        }
        await using var lake = await _project.OpenAsync();
        (await lake.ContentsAsync()).ShouldBe(succeeded ? after : before, at);
        var again = await lake.RunAsync(new RunRequest());
        again.Status.ShouldBe(RunStatus.Succeeded, $"{at}: {again.Told()}");
        (await lake.ContentsAsync()).ShouldBe(after, at);
        (await lake.DoubledInLedgerAsync()).ShouldBeEmpty(at);
    }

    private async Task OutageAsync(int point)
    {
        var at = $"outage from operation {point}";
        var (before, after) = await NextTwinAsync();
        var plan = new FaultPlan();
        await using (var unlucky = await _project.OpenAsync(store: plan.Open))
        {
            plan.OutageAt(point, 8);
            await RunToDeathAsync(unlucky);
        }
        await using var lake = await _project.OpenAsync(ahead: LeaseIsOver);
        (await lake.ContentsAsync()).ShouldBeOneOf([before, after], at);
        var again = await lake.RunAsync(new RunRequest());
        again.Status.ShouldBe(RunStatus.Succeeded, $"{at}: {again.Told()}");
        (await lake.ContentsAsync()).ShouldBe(after, at);
        (await lake.DoubledInLedgerAsync()).ShouldBeEmpty(at);
    }

    /// <summary>What a store that fails makes of a run: a report, or a failure that is told as what it is.</summary>
    private static async Task<RunReport?> RunToDeathAsync(Tarn.Lakehouse.Lakehouse lake)
    {
        try
        {
            return await lake.RunAsync(new RunRequest());
        }
        catch (Exception failure)
        {
            FailureKinds.Of(failure).ShouldBe(FailureKind.Unavailable, failure.ToString());
            return null;
        }
    }

    /// <summary>What the twin holds before and after a new file.</summary>
    private async Task<(string Before, string After)> NextTwinAsync()
    {
        await using var twin = await _project.OpenAsync("twin");
        var before = _before.Length > 0 ? _before : await twin.ContentsAsync();
        NewFile();
        (await twin.RunAsync(new RunRequest())).Status.ShouldBe(RunStatus.Succeeded);
        return (before, _before = await twin.ContentsAsync());
    }

    private void NewFile()
    {
        _revision++;
        _project.WithRevision(_revision, (_revision, "ann", _revision), (_revision - 1, "bob", 100 * _revision), (_revision + 1000, "eve", 7));
    }
}
