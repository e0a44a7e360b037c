namespace Tarn.Runs;

/// <summary>How a run went.</summary>
public sealed record RunReport
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The run's branch; it is gone after a run that succeeded.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>True when it went on with a run that had been interrupted.</summary>
    public required bool Resumed { get; init; }

    /// <summary>True when its branch says that it began; else there is nothing to look at or to resume.</summary>
    public bool Opened => Steps.Any(s => s is { Id: "open", Status: StepStatus.Done or StepStatus.Skipped });

    /// <summary>Every step of the plan, in its order.</summary>
    public required IReadOnlyList<StepReport> Steps { get; init; }

    /// <summary>The commit on the target; null when nothing was published.</summary>
    public string? PublishedCommit { get; init; }

    /// <summary>What kind of failure stopped it; null when none did.</summary>
    public FailureKind? Failure { get; init; }
}
