namespace Tarn.Maintenance;

/// <summary>What of a table's own history expired, or would.</summary>
public sealed record ExpiryReport
{
    /// <summary>The table.</summary>
    public required TableName Table { get; init; }

    /// <summary>Ids of snapshots, the oldest first.</summary>
    public IReadOnlyList<long> Snapshots { get; init; } = [];

    /// <summary>Names of the table's own branches and tags.</summary>
    public IReadOnlyList<string> Refs { get; init; } = [];

    /// <summary>The commit's id; null when nothing was done.</summary>
    public string? Commit { get; init; }

    /// <summary>Why nothing of it may expire; null when it may.</summary>
    public string? Note { get; init; }
}
