using Tarn.Catalog;

namespace Tarn.Runs;

/// <content>How a run ends.</content>
internal sealed partial class RunExecutor
{
    private static StepReport Pending(RunStep step) => new() { Id = step.Id, Kind = step.Kind, Status = StepStatus.Pending };

    private TarnException LeaseLost() => new(FailureKind.Conflict, new Problem(
        "run.lease-lost", $"Another runner took over {plan.Branch} while this one was paused.", Next: "It goes on with the run; see 'tarn status'."));

    /// <summary>
    /// A failed run's branch says what failed and is sealed: it takes no commits and cannot be merged. A run that was stopped, or lost its lease,
    /// leaves its branch open; so does one that cannot tell whether it has published, for whoever resumes it finds out, and one whose store is gone.
    /// One that could not make its first commit has nothing to keep: a later run takes its branch away.
    /// </summary>
    private async Task SealAfterFailureAsync(long lease)
    {
        if (_reports["open"].Status is StepStatus.Failed || _failure is null or OperationCanceledException || Is(_failure, "run.lease-lost") || Is(_failure, "run.published-before") || Is(_failure, "catalog.unknown-outcome"))
            return;
        try
        {
            await SealAsync(lease);
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable)
        {
            // The failure that is told is the run's own.
        }
    }

    private async Task SealAsync(long lease)
    {
        foreach (var failed in _reports.Values.Where(r => r.Status is StepStatus.Failed && r.Commit is null))
            await CommitAsync(FailureOf(failed, lease), failed, CancellationToken.None);
        await context.Catalog.SealBranchAsync(plan.Branch, lease, CancellationToken.None);
    }

    private CommitRequest FailureOf(StepReport failed, long lease) => new()
    {
        Branch = plan.Branch,
        Author = request.Author,
        Message = $"{failed.Id} failed",
        Properties = StepProperties.Of(plan.Run, new StepRecord(failed, "")),
        LeaseToken = lease,
    };

    private RunReport Report(bool resumed) => new()
    {
        Run = plan.Run,
        Status = Status(),
        Branch = plan.Branch,
        Resumed = resumed,
        Steps = [.. plan.Steps.Select(s => Ended(_reports[s.Id]))],
        PublishedCommit = _published,
        Failure = _failure is null or OperationCanceledException ? null : KindOf(_failure),
    };

    /// <summary>In a run, what is wrong with a model's SQL or with data is the run's failure; null stays a bug.</summary>
    private static FailureKind? KindOf(Exception failure) => FailureKinds.Of(failure) is FailureKind.Invalid ? FailureKind.Failed : FailureKinds.Of(failure);

    private RunStatus Status() => _failure switch
    {
        null when _published is not null => RunStatus.Succeeded,
        null or OperationCanceledException => RunStatus.Interrupted,
        _ => RunStatus.Failed,
    };

    /// <summary>What was at work when the run was stopped is not done.</summary>
    private static StepReport Ended(StepReport report) =>
        report.Status is StepStatus.Running ? report with { Status = StepStatus.Pending } : report;

    private static bool Is(Exception failure, string code) =>
        failure is TarnException { Problems: var problems } && problems.Any(p => p.Code == code);
}
