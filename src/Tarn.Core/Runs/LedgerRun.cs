namespace Tarn.Runs;

/// <summary>A run as the ledger keeps it.</summary>
public sealed record LedgerRun
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>The branch it was for.</summary>
    public required BranchName Target { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When its branch was made.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Its steps.</summary>
    public required IReadOnlyList<StepReport> Steps { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }
}
