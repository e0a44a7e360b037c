namespace Tarn.Iceberg.Metadata;

/// <summary>A moment at which a snapshot became the current one.</summary>
/// <param name="TimestampMs">When, milliseconds since 1970 UTC.</param>
/// <param name="SnapshotId">Which.</param>
public sealed record SnapshotLogEntry(long TimestampMs, long SnapshotId);
