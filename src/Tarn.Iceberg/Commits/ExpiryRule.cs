namespace Tarn.Iceberg.Commits;

/// <summary>Which snapshots expire. What is null is as the table's properties say; what a branch or tag of the table says itself stands above both.</summary>
public sealed record ExpiryRule
{
    /// <summary>The time now, milliseconds since 1970 UTC.</summary>
    public required long NowMs { get; init; }

    /// <summary>Snapshots made before it expire, milliseconds since 1970 UTC.</summary>
    public long? OlderThanMs { get; init; }

    /// <summary>How many snapshots of each branch stay whatever their age; at least 1.</summary>
    public int? Keep { get; init; }
}
