namespace Tarn.Iceberg.Metadata;

/// <summary>An entry of the snapshot log as JSON has it.</summary>
internal sealed record SnapshotLogDocument
{
    public long? TimestampMs { get; init; }

    public long? SnapshotId { get; init; }

    public SnapshotLogEntry ToEntry(string path, string location) => new(
        TimestampMs ?? throw IcebergException.BrokenProperty(location, path + ".timestamp-ms", "is missing."),
        SnapshotId ?? throw IcebergException.BrokenProperty(location, path + ".snapshot-id", "is missing."));
}
