using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Metadata;

/// <summary>All there is to know of a table without reading its manifests (spec, "Table Metadata"), whatever version wrote it.</summary>
public sealed partial record TableMetadata
{
    /// <summary>1, 2 or 3.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Given when the table was made; <see cref="Guid.Empty"/> when a version 1 writer gave none.</summary>
    public required Guid TableUuid { get; init; }

    /// <summary>The absolute base location.</summary>
    public required string Location { get; init; }

    /// <summary>The highest sequence number given; 0 in version 1.</summary>
    public long LastSequenceNumber { get; init; }

    /// <summary>When this metadata was made, milliseconds since 1970 UTC.</summary>
    public required long LastUpdatedMs { get; init; }

    /// <summary>The highest column id ever given.</summary>
    public required int LastColumnId { get; init; }

    /// <summary>Every schema; the ids are unique.</summary>
    public required IReadOnlyList<TableSchema> Schemas { get; init; }

    /// <summary>The id of the schema in force.</summary>
    public required int CurrentSchemaId { get; init; }

    /// <summary>Every partition spec; the ids are unique.</summary>
    public required IReadOnlyList<PartitionSpec> PartitionSpecs { get; init; }

    /// <summary>The id of the spec that writers use.</summary>
    public required int DefaultSpecId { get; init; }

    /// <summary>The highest partition field id ever given; 999 when none was.</summary>
    public required int LastPartitionId { get; init; }

    /// <summary>Settings of readers and writers, and whatever the owner keeps with the table.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The snapshot at the head of main; null when there is none.</summary>
    public long? CurrentSnapshotId { get; init; }

    /// <summary>Every snapshot whose files are kept.</summary>
    public IReadOnlyList<Snapshot> Snapshots { get; init; } = [];

    /// <summary>When the current snapshot changed, the oldest first.</summary>
    public IReadOnlyList<SnapshotLogEntry> SnapshotLog { get; init; } = [];

    /// <summary>Earlier metadata files, the oldest first.</summary>
    public IReadOnlyList<MetadataLogEntry> MetadataLog { get; init; } = [];

    /// <summary>Every sort order; the ids are unique.</summary>
    public required IReadOnlyList<SortOrder> SortOrders { get; init; }

    /// <summary>The id of the order that writers use.</summary>
    public required int DefaultSortOrderId { get; init; }

    /// <summary>Branches and tags by name; main is among them when there is a current snapshot.</summary>
    public IReadOnlyDictionary<string, SnapshotRef> Refs { get; init; } = new Dictionary<string, SnapshotRef>(StringComparer.Ordinal);

    /// <summary>Table statistics.</summary>
    public IReadOnlyList<StatisticsFile> Statistics { get; init; } = [];

    /// <summary>Partition statistics.</summary>
    public IReadOnlyList<StatisticsFile> PartitionStatistics { get; init; } = [];

    /// <summary>Version 3: the next row id; null before.</summary>
    public long? NextRowId { get; init; }

    /// <summary>Version 3: encrypted keys.</summary>
    public IReadOnlyList<EncryptionKey> EncryptionKeys { get; init; } = [];
}
