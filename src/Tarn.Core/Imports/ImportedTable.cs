using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>A table after its import.</summary>
public sealed record ImportedTable
{
    /// <summary>Its name.</summary>
    public required TableName Table { get; init; }

    /// <summary>The metadata file that was imported.</summary>
    public required string ImportedFrom { get; init; }

    /// <summary>The metadata file that the lake names now.</summary>
    public required string MetadataLocation { get; init; }

    /// <summary>1, 2 or 3.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The current snapshot; null when there is none.</summary>
    public required long? SnapshotId { get; init; }

    /// <summary>Snapshots that can be read by their ids.</summary>
    public required int Snapshots { get; init; }

    /// <summary>Data files of the current snapshot.</summary>
    public required int Files { get; init; }

    /// <summary>Rows in them, deleted ones included.</summary>
    public required long Rows { get; init; }

    /// <summary>True when some of the rows are deleted.</summary>
    public required bool HasDeletes { get; init; }

    /// <summary>What is read outside of the lake: prefixes of locations and their folders. Empty for a table whose files all lie in the lake.</summary>
    public required IReadOnlyList<PrefixRewrite> Outside { get; init; }

    /// <summary>The commit.</summary>
    public required string Commit { get; init; }
}
