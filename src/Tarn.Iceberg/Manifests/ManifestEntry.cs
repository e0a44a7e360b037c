namespace Tarn.Iceberg.Manifests;

/// <summary>A line of a manifest: a file and what a snapshot did with it (spec, "Manifest Entry Fields").</summary>
public sealed record ManifestEntry
{
    /// <summary>Added, existing or deleted.</summary>
    public required EntryStatus Status { get; init; }

    /// <summary>The snapshot that added the file, or deleted it; null inherits from the manifest list.</summary>
    public long? SnapshotId { get; init; }

    /// <summary>The data sequence number; null inherits from the manifest list.</summary>
    public long? SequenceNumber { get; init; }

    /// <summary>The sequence number in which the file was added; null inherits.</summary>
    public long? FileSequenceNumber { get; init; }

    /// <summary>The file.</summary>
    public required DataFile File { get; init; }
}
