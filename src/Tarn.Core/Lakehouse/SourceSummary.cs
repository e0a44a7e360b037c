namespace Tarn.Lakehouse;

/// <summary>How fresh a resource is.</summary>
public sealed record SourceSummary
{
    /// <summary><c>source.resource</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The table it lands in.</summary>
    public required TableName Table { get; init; }

    /// <summary>ok, stale or never: against the freshness its file promises; ok when it promises none and has landed.</summary>
    public required string Health { get; init; }

    /// <summary>When it last landed; null when never.</summary>
    public DateTimeOffset? LandedAt { get; init; }

    /// <summary>Rows in its table; null when never landed.</summary>
    public long? Rows { get; init; }

    /// <summary>The cursor it goes on from; null when it has none.</summary>
    public string? Cursor { get; init; }
}
