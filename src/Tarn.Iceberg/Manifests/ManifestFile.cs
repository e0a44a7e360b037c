namespace Tarn.Iceberg.Manifests;

/// <summary>A line of a manifest list: a manifest and a summary of it (spec, "Manifest Lists").</summary>
public sealed record ManifestFile
{
    /// <summary>The absolute location.</summary>
    public required string Path { get; init; }

    /// <summary>Its size in bytes, exact.</summary>
    public required long Bytes { get; init; }

    /// <summary>The spec its files are partitioned by.</summary>
    public required int SpecId { get; init; }

    /// <summary>True when it lists delete files, false when data files.</summary>
    public bool Deletes { get; init; }

    /// <summary>The sequence number at which it was added; 0 in version 1.</summary>
    public long SequenceNumber { get; init; }

    /// <summary>The least data sequence number of its live files; 0 in version 1.</summary>
    public long MinSequenceNumber { get; init; }

    /// <summary>The snapshot that added the manifest.</summary>
    public required long AddedSnapshotId { get; init; }

    /// <summary>Files it added; null when an old writer left it out.</summary>
    public int? AddedFiles { get; init; }

    /// <summary>Files it carries on; null when unknown.</summary>
    public int? ExistingFiles { get; init; }

    /// <summary>Files it removes; null when unknown.</summary>
    public int? DeletedFiles { get; init; }

    /// <summary>Rows in added files; null when unknown.</summary>
    public long? AddedRows { get; init; }

    /// <summary>Rows in existing files; null when unknown.</summary>
    public long? ExistingRows { get; init; }

    /// <summary>Rows in deleted files; null when unknown.</summary>
    public long? DeletedRows { get; init; }

    /// <summary>A summary for each field of the spec, in order; null when unknown.</summary>
    public IReadOnlyList<PartitionSummary>? Partitions { get; init; }

    /// <summary>Encryption key metadata; null when not encrypted.</summary>
    public byte[]? KeyMetadata { get; init; }

    /// <summary>Version 3: the first row id of the manifest's added rows; null when not assigned.</summary>
    public long? FirstRowId { get; init; }
}
