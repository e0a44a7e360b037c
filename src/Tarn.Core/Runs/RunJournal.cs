using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>
/// What a run's branch says: its commits are its journal, and there is no second record. A step is done when a commit says so; of two commits of
/// one step the later counts.
/// </summary>
public sealed record RunJournal
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>What was asked for.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>The commit of the target that the run started from.</summary>
    public required string Base { get; init; }

    /// <summary>The branch's head.</summary>
    public required string Head { get; init; }

    /// <summary>When the branch was opened.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last step was committed.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Step id to what its last commit says.</summary>
    public required IReadOnlyDictionary<string, StepRecord> Records { get; init; }

    /// <summary>Reads a run's branch from its head down to its first commit. Null when nothing was ever committed on it.</summary>
    public static async Task<RunJournal?> ReadAsync(LakeCatalog catalog, BranchName branch, RunId run, CancellationToken cancel)
    {
        var records = new Dictionary<string, StepRecord>(StringComparer.Ordinal);
        CatalogCommit? head = null;
        await foreach (var commit in catalog.LogAsync(branch.Value, cancel: cancel))
        {
            head ??= commit;
            if (StepProperties.RecordIn(commit.Properties, run, commit.Id) is not { } record)
                return null;
            records.TryAdd(record.Report.Id, record);
            if (StepProperties.RequestIn(commit.Properties) is { } request)
            {
                return new RunJournal
                {
                    Run = run,
                    Request = request with { Resume = run, Author = commit.Author },
                    Base = commit.Parents[0],
                    Head = head.Id,
                    StartedAt = commit.Time,
                    LastAt = head.Time,
                    Records = records,
                };
            }
        }
        return null;
    }

    /// <summary>True when the branch says that this very step is done. What was landed stays landed, also when its file was edited since.</summary>
    public bool HasDone(PlannedStep planned) =>
        Records.TryGetValue(planned.Step.Id, out var record)
        && record.Report.Status is StepStatus.Done
        && (planned.Step is RunStep.Land or RunStep.OpenBranch || record.Fingerprint == planned.Fingerprint);

    /// <summary>The run as the ledger keeps it.</summary>
    public LedgerRun ToLedger(RunStatus status) => new()
    {
        Run = Run,
        Target = Request.Target,
        Status = status,
        StartedAt = StartedAt,
        FinishedAt = LastAt,
        Steps = [.. Records.Values.Select(r => r.Report).OrderBy(r => r.StartedAt)],
        Error = Records.Values.SelectMany(r => r.Report.Problems).FirstOrDefault()?.What,
    };
}
