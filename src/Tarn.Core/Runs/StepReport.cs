namespace Tarn.Runs;

/// <summary>How a step went.</summary>
public sealed record StepReport
{
    /// <summary>The step's id.</summary>
    public required string Id { get; init; }

    /// <summary>open, land, model, audit or publish.</summary>
    public required string Kind { get; init; }

    /// <summary>How it stands.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>When it started; null when it did not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took in seconds; null when it is not finished.</summary>
    public double? Seconds { get; init; }

    /// <summary>Rows written; null when the step writes none.</summary>
    public long? Rows { get; init; }

    /// <summary>Rows that could not be taken and lie in quarantine; null when the step takes none.</summary>
    public long? Quarantined { get; init; }

    /// <summary>The commit that says it is done; null when it is not.</summary>
    public string? Commit { get; init; }

    /// <summary>What the checks of an audit found; empty otherwise.</summary>
    public IReadOnlyList<CheckReport> Checks { get; init; } = [];

    /// <summary>Why it failed; empty when it did not.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
