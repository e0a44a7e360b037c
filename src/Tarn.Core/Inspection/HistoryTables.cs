using Tarn.DuckDb;
using Tarn.Iceberg.Metadata;

namespace Tarn.Inspection;

/// <summary>The metadata tables that the metadata alone has the rows of: columns and types are those of Iceberg's in Spark.</summary>
internal static class HistoryTables
{
    /// <summary>Every snapshot that is kept.</summary>
    public static MetadataTable Snapshots(InspectedTable table) => new(
        [
            new("committed_at", DuckDbType.TimestampTz),
            new("snapshot_id", DuckDbType.BigInt),
            new("parent_id", DuckDbType.BigInt),
            new("operation", DuckDbType.Varchar),
            new("manifest_list", DuckDbType.Varchar),
            new("summary", new DuckDbType.Map(DuckDbType.Varchar, DuckDbType.Varchar)),
        ],
        table.Metadata.Snapshots.Select(s => new object?[] { At(s.TimestampMs), s.SnapshotId, s.ParentSnapshotId, s.Operation, s.ManifestList, Summary(s) }));

    /// <summary>Which snapshot became the current one when.</summary>
    public static MetadataTable History(InspectedTable table)
    {
        var ancestors = table.Metadata.CurrentSnapshotId is { } current ? table.Metadata.Ancestors(current).Select(s => s.SnapshotId).ToHashSet() : [];
        return new(
            [
                new("made_current_at", DuckDbType.TimestampTz),
                new("snapshot_id", DuckDbType.BigInt),
                new("parent_id", DuckDbType.BigInt),
                new("is_current_ancestor", DuckDbType.Boolean),
            ],
            table.Metadata.SnapshotLog.Select(entry => new object?[]
            {
                At(entry.TimestampMs), entry.SnapshotId, table.Metadata.FindSnapshot(entry.SnapshotId)?.ParentSnapshotId, ancestors.Contains(entry.SnapshotId),
            }));
    }

    /// <summary>The table's own branches and tags.</summary>
    public static MetadataTable Refs(InspectedTable table) => new(
        [
            new("name", DuckDbType.Varchar),
            new("type", DuckDbType.Varchar),
            new("snapshot_id", DuckDbType.BigInt),
            new("max_reference_age_in_ms", DuckDbType.BigInt),
            new("min_snapshots_to_keep", DuckDbType.Integer),
            new("max_snapshot_age_in_ms", DuckDbType.BigInt),
        ],
        table.Metadata.Refs.OrderBy(named => named.Key, StringComparer.Ordinal).Select(named => named.Value switch
        {
            SnapshotRef.Branch branch => new object?[] { named.Key, "BRANCH", branch.SnapshotId, branch.MaxRefAgeMs, branch.MinSnapshotsToKeep, branch.MaxSnapshotAgeMs },
            SnapshotRef.Tag tag => [named.Key, "TAG", tag.SnapshotId, tag.MaxRefAgeMs, null, null],
            var other => [named.Key, null, other.SnapshotId, null, null, null],
        }));

    /// <summary>The metadata files, the one in force last, each with the snapshot that was current in its time.</summary>
    public static MetadataTable MetadataLog(InspectedTable table) => new(
        [
            new("timestamp", DuckDbType.TimestampTz),
            new("file", DuckDbType.Varchar),
            new("latest_snapshot_id", DuckDbType.BigInt),
            new("latest_schema_id", DuckDbType.Integer),
            new("latest_sequence_number", DuckDbType.BigInt),
        ],
        table.Metadata.MetadataLog.Append(new MetadataLogEntry(table.Metadata.LastUpdatedMs, table.MetadataLocation)).Select(entry =>
        {
            var latest = table.Metadata.SnapshotLog.LastOrDefault(s => s.TimestampMs <= entry.TimestampMs);
            var snapshot = latest is null ? null : table.Metadata.FindSnapshot(latest.SnapshotId);
            return new object?[] { At(entry.TimestampMs), entry.MetadataFile, latest?.SnapshotId, snapshot?.SchemaId, snapshot?.SequenceNumber };
        }));

    /// <summary>The time of a count of milliseconds since 1970 UTC.</summary>
    public static DateTimeOffset At(long timestampMs) => DateTimeOffset.FromUnixTimeMilliseconds(timestampMs);

    private static OrderedDictionary<object, object?> Summary(Snapshot snapshot)
    {
        var summary = new OrderedDictionary<object, object?>();
        foreach (var (name, value) in snapshot.Summary.Where(entry => entry.Key != "operation").OrderBy(entry => entry.Key, StringComparer.Ordinal))
            summary[name] = value;
        return summary;
    }
}
