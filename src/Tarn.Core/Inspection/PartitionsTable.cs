using Tarn.DuckDb;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;

namespace Tarn.Inspection;

/// <summary>The partitions that have files; deletes are counted, not applied. Columns and types are those of Iceberg's in Spark.</summary>
internal static class PartitionsTable
{
    /// <summary>Those of the snapshot. A table that is not partitioned has one row, without partition and spec.</summary>
    public static async Task<MetadataTable> ReadAsync(InspectedTable table, CancellationToken cancel)
    {
        var partition = new PartitionColumns(table.Metadata);
        var entries = await table.EntriesAsync(await table.ManifestsAsync(cancel), cancel);
        var groups = entries.Where(entry => entry.Status is not EntryStatus.Deleted).GroupBy(entry => new PartitionKey(entry.File.SpecId, entry.File.Partition));
        MetadataColumn[] names = partition.IsEmpty ? [] : [partition.Column, new("spec_id", DuckDbType.Integer)];
        return new([.. names, .. Counts], groups.Select(group => Row(table, partition, [.. group])));
    }

    private static IReadOnlyList<MetadataColumn> Counts { get; } =
    [
        new("record_count", DuckDbType.BigInt),
        new("file_count", DuckDbType.Integer),
        new("total_data_file_size_in_bytes", DuckDbType.BigInt),
        new("position_delete_record_count", DuckDbType.BigInt),
        new("position_delete_file_count", DuckDbType.Integer),
        new("equality_delete_record_count", DuckDbType.BigInt),
        new("equality_delete_file_count", DuckDbType.Integer),
        new("last_updated_at", DuckDbType.TimestampTz),
        new("last_updated_snapshot_id", DuckDbType.BigInt),
    ];

    private static object?[] Row(InspectedTable table, PartitionColumns partition, IReadOnlyList<ManifestEntry> entries)
    {
        var byContent = entries.Select(entry => entry.File).ToLookup(file => file.Content);
        var updated = entries.Select(entry => entry.SnapshotId is { } id ? table.Metadata.FindSnapshot(id) : null).MaxBy(snapshot => snapshot?.TimestampMs);
        object?[] names = partition.IsEmpty ? [] : [partition.Of(entries[0].File), entries[0].File.SpecId];
        return
        [
            .. names,
            byContent[FileContent.Data].Sum(file => file.RecordCount),
            byContent[FileContent.Data].Count(),
            byContent[FileContent.Data].Sum(file => file.FileBytes),
            byContent[FileContent.PositionDeletes].Sum(file => file.RecordCount),
            byContent[FileContent.PositionDeletes].Count(),
            byContent[FileContent.EqualityDeletes].Sum(file => file.RecordCount),
            byContent[FileContent.EqualityDeletes].Count(),
            updated is null ? null : HistoryTables.At(updated.TimestampMs),
            updated?.SnapshotId,
        ];
    }
}
