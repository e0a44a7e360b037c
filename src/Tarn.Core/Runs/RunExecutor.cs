using System.Collections.Concurrent;
using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>
/// Does a plan: one loop over its steps. Is the step on the branch? skip : do it, commit it. Steps that do not need each other run side by side;
/// after a failure no other step is started.
/// </summary>
internal sealed partial class RunExecutor(RunContext context, RunPlan plan, RunRequest request, IProgress<RunEvent> progress)
{
    private readonly StepCommits _commits = new(context.Catalog);
    private readonly ConcurrentDictionary<string, StepReport> _reports = new(plan.Steps.Select(s => KeyValuePair.Create(s.Id, Pending(s))), StringComparer.Ordinal);
    private Exception? _failure;
    private string? _published;

    /// <summary>Runs to the end. A failure of a step is in the report; only a bug, or a lost lease, is thrown.</summary>
    public async Task<RunReport> ExecuteAsync(bool resumed, CancellationToken cancel)
    {
        await EnsureBranchAsync(cancel);
        await using var lease = await RunLease.TakeAsync(context.Catalog, plan.Branch, context.Time, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, lease.Lost);
        progress.Report(new RunEvent.Planned(plan, resumed));
        try
        {
            if (await TryOpenAsync(lease.Token, stop.Token) is { } run)
                await WorkAsync(run, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _failure ??= lease.Lost.IsCancellationRequested && !cancel.IsCancellationRequested ? LeaseLost() : null;
        }
        await SealAfterFailureAsync(lease.Token);
        return Report(resumed);
    }

    private async Task EnsureBranchAsync(CancellationToken cancel)
    {
        if (await context.Catalog.FindBranchAsync(plan.Branch, cancel) is null)
            await context.Catalog.CreateBranchAsync(plan.Branch, plan.Base, cancel);
    }

    /// <summary>The open run; null when its first commit could not be made or its branch not read, which is the run's failure.</summary>
    private async Task<OpenRun?> TryOpenAsync(long lease, CancellationToken cancel)
    {
        try
        {
            var journal = await OpenAsync(lease, cancel);
            var started = await context.Catalog.TreeAtAsync(journal.Base, cancel);
            _commits.Head ??= await context.Catalog.TreeAtAsync(plan.Branch.Value, cancel);
            return new OpenRun(lease, journal, started, journal.Head);
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable)
        {
            _failure = e;
            Failed(plan.Planned[0].Step, e);
            return null;
        }
    }

    /// <summary>The first commit says what was asked for, and when the run began.</summary>
    private async Task<RunJournal> OpenAsync(long lease, CancellationToken cancel)
    {
        var opening = plan.Planned[0];
        if (await RunJournal.ReadAsync(context.Catalog, plan.Branch, plan.Run, cancel) is { } journal)
        {
            Found(opening.Step, journal);
            return journal;
        }
        var started = context.Time.GetUtcNow();
        progress.Report(new RunEvent.StepStarted(opening.Step));
        var report = _reports["open"] with { Status = StepStatus.Done, StartedAt = started, Seconds = 0 };
        await CommitAsync(new CommitRequest
        {
            Branch = plan.Branch,
            Author = request.Author,
            Message = $"Open {plan.Branch} for {plan.Target}",
            Properties = StepProperties.OfOpening(plan.Run, new StepRecord(report, opening.Fingerprint), request),
            IdempotencyKey = $"{plan.Run}:open",
            LeaseToken = lease,
        }, report, cancel);
        progress.Report(new RunEvent.StepEnded(opening.Step, _reports["open"]));
        return (await RunJournal.ReadAsync(context.Catalog, plan.Branch, plan.Run, cancel))!;
    }

    /// <summary>A step that is done makes room for the next while it is committed.</summary>
    private async Task WorkAsync(OpenRun run, CancellationTokenSource stop)
    {
        var done = new HashSet<string>(["open"], StringComparer.Ordinal);
        var waiting = plan.Planned.Skip(1).ToList();
        var working = new Dictionary<Task, PlannedStep>();
        var committing = new Dictionary<Task, PlannedStep>();
        while (waiting.Count + working.Count + committing.Count > 0)
        {
            foreach (var ready in waiting.Where(p => _failure is null && p.Step.Needs.All(done.Contains)).Take(context.StepsAtOnce - working.Count).ToList())
            {
                waiting.Remove(ready);
                working.Add(Task.Run(() => DoAsync(ready, run, stop.Token), CancellationToken.None), ready);
            }
            if (working.Count + committing.Count == 0)
                return;
            var ended = await Task.WhenAny(working.Keys.Concat(committing.Keys));
            if (working.Remove(ended, out var planned) && ended is Task<StepOutcome?> { IsCompletedSuccessfully: true, Result: { } outcome })
                committing.Add(CommitAsync(planned.Step, outcome, stop.Token), planned);
            else if (await SucceededAsync(ended, planned ??= committing[ended], stop))
                done.Add(planned.Step.Id);
            committing.Remove(ended);
        }
    }

    /// <summary>The first failure is the run's; work under way is let finish, unless the run was stopped.</summary>
    private async Task<bool> SucceededAsync(Task ended, PlannedStep planned, CancellationTokenSource stop)
    {
        try
        {
            await ended;
            return _reports[planned.Step.Id].Status is StepStatus.Done or StepStatus.Skipped;
        }
        catch (OperationCanceledException e) when (stop.IsCancellationRequested)
        {
            _failure ??= e;
            return false;
        }
        catch (Exception e)
        {
            _failure ??= e;
            Failed(planned.Step, e);
            return false;
        }
    }

    /// <summary>Does a step; null when there is nothing to commit.</summary>
    private async Task<StepOutcome?> DoAsync(PlannedStep planned, OpenRun run, CancellationToken cancel)
    {
        if (run.Journal.HasDone(planned))
        {
            Found(planned.Step, run.Journal);
            return null;
        }
        var started = context.Time.GetUtcNow();
        var clock = context.Time.GetTimestamp();
        _reports[planned.Step.Id] = _reports[planned.Step.Id] with { Status = StepStatus.Running, StartedAt = started };
        progress.Report(new RunEvent.StepStarted(planned.Step));
        if (planned.Step is not RunStep.Publish publish)
            return await WorkAsync(planned, run, (started, clock), cancel);
        await PublishAsync(publish, run, started, clock, cancel);
        progress.Report(new RunEvent.StepEnded(planned.Step, _reports[planned.Step.Id]));
        return null;
    }

    private async Task<StepOutcome> WorkAsync(PlannedStep planned, OpenRun run, (DateTimeOffset At, long Clock) started, CancellationToken cancel)
    {
        var state = new RunState(plan.Run, run.Journal.StartedAt, run.Base, _commits.Head!, request.FullRefresh);
        var result = planned.Step switch
        {
            RunStep.Land land => await context.Land.DoAsync(land, state, progress, cancel),
            RunStep.Transform transform => await context.Transform.DoAsync(transform, state, cancel),
            RunStep.Audit audit => await context.Audit.DoAsync(audit, state, cancel),
            _ => throw new InvalidOperationException($"'{planned.Step.Id}' is a step of an unknown kind."),
        };
        var report = result.Report with
        {
            StartedAt = started.At,
            Seconds = Math.Round(context.Time.GetElapsedTime(started.Clock).TotalSeconds, 3),
        };
        return new StepOutcome(report, new CommitRequest
        {
            Branch = plan.Branch,
            Author = request.Author,
            Message = planned.Step.Id,
            Changes = result.Changes,
            Properties = StepProperties.Of(plan.Run, new StepRecord(report, planned.Fingerprint)),
            IdempotencyKey = $"{plan.Run}:{planned.Step.Id}:{context.Ids.NextHex(8)}",
            LeaseToken = run.Lease,
        });
    }

    private async Task CommitAsync(RunStep step, StepOutcome outcome, CancellationToken cancel)
    {
        await CommitAsync(outcome.Commit, outcome.Report, cancel);
        if (outcome.Report.Status is StepStatus.Failed)
            _failure ??= new TarnException(FailureKind.Failed, outcome.Report.Problems);
        progress.Report(new RunEvent.StepEnded(step, _reports[step.Id]));
    }

    private async Task PublishAsync(RunStep.Publish step, OpenRun run, DateTimeOffset started, long clock, CancellationToken cancel)
    {
        _published = await context.Publish.DoAsync(step, plan, run with { Head = _commits.Last ?? run.Head }, request.Author, [.. _reports.Values.Where(r => r.Id != step.Id)], cancel);
        _reports[step.Id] = _reports[step.Id] with
        {
            Status = StepStatus.Done,
            StartedAt = started,
            Seconds = Math.Round(context.Time.GetElapsedTime(clock).TotalSeconds, 3),
            Commit = _published,
        };
    }

    private async Task CommitAsync(CommitRequest commit, StepReport report, CancellationToken cancel) =>
        _reports[report.Id] = report with { Commit = (await _commits.CommitAsync(commit, cancel)).Id };

    private void Found(RunStep step, RunJournal journal)
    {
        _reports[step.Id] = journal.Records[step.Id].Report with { Status = StepStatus.Skipped };
        progress.Report(new RunEvent.StepEnded(step, _reports[step.Id]));
    }

    private void Failed(RunStep step, Exception failure)
    {
        _reports[step.Id] = _reports[step.Id] with { Status = StepStatus.Failed, Problems = FailureKinds.ProblemsOf(failure) };
        progress.Report(new RunEvent.StepEnded(step, _reports[step.Id]));
    }
}
