using Tarn.Runs;

namespace Tarn.Lakehouse;

/// <summary>A run in one line.</summary>
public sealed record RunSummary
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>How it ended, or stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took in seconds; null when it is not finished.</summary>
    public double? Seconds { get; init; }

    /// <summary>Rows it wrote.</summary>
    public long Rows { get; init; }

    /// <summary>Why it failed, or what to do next; null when there is nothing to say.</summary>
    public string? Note { get; init; }
}
