using System.Text.Json;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Metadata;

/// <content>From the domain.</content>
internal sealed partial record MetadataDocument
{
    public static MetadataDocument Of(TableMetadata metadata) => new()
    {
        FormatVersion = metadata.FormatVersion,
        TableUuid = metadata.TableUuid.ToString("D"),
        Location = metadata.Location,
        LastSequenceNumber = metadata.LastSequenceNumber,
        LastUpdatedMs = metadata.LastUpdatedMs,
        LastColumnId = metadata.LastColumnId,
        CurrentSchemaId = metadata.CurrentSchemaId,
        Schemas = [.. metadata.Schemas.Select(SchemaJson.ToElement)],
        DefaultSpecId = metadata.DefaultSpecId,
        PartitionSpecs = [.. metadata.PartitionSpecs.Select(PartitionSpecDocument.Of)],
        LastPartitionId = metadata.LastPartitionId,
        DefaultSortOrderId = metadata.DefaultSortOrderId,
        SortOrders = [.. metadata.SortOrders.Select(SortOrderDocument.Of)],
        Properties = Ordered(metadata.Properties),
        CurrentSnapshotId = metadata.CurrentSnapshotId,
        NextRowId = metadata.FormatVersion >= 3 ? metadata.NextRowId ?? 0 : null,
        Refs = Ordered(metadata.Refs.ToDictionary(named => named.Key, named => SnapshotRefDocument.Of(named.Value), StringComparer.Ordinal)),
        Snapshots = [.. metadata.Snapshots.Select(SnapshotDocument.Of)],
        Statistics = Raw(metadata.Statistics),
        PartitionStatistics = Raw(metadata.PartitionStatistics),
        SnapshotLog = [.. metadata.SnapshotLog.Select(entry => new SnapshotLogDocument { TimestampMs = entry.TimestampMs, SnapshotId = entry.SnapshotId })],
        MetadataLog = [.. metadata.MetadataLog.Select(entry => new MetadataLogDocument { TimestampMs = entry.TimestampMs, MetadataFile = entry.MetadataFile })],
        EncryptionKeys = metadata.EncryptionKeys.Count == 0 ? null : [.. metadata.EncryptionKeys.Select(key => JsonElement.Parse(key.Json))],
    };

    private static SortedDictionary<string, T> Ordered<T>(IReadOnlyDictionary<string, T> entries) =>
        new(entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    private static List<JsonElement> Raw(IReadOnlyList<StatisticsFile> files) => [.. files.Select(file => JsonElement.Parse(file.Json))];
}
