namespace Tarn.Imports;

/// <summary>Parquet files that are to become a part of a table.</summary>
public sealed record FileImportRequest
{
    /// <summary>The table; it is made when it is not there.</summary>
    public required TableName Table { get; init; }

    /// <summary>Where it is committed.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>A pattern of whole paths, or a folder, which stands for every <c>.parquet</c> file below it.</summary>
    public required string Files { get; init; }

    /// <summary>What the table's snapshot tells beside its counts.</summary>
    public IReadOnlyDictionary<string, string> SnapshotProperties { get; init; } = Engine.SnapshotProperties.None;

    /// <summary>Who commits.</summary>
    public required string Author { get; init; }
}
