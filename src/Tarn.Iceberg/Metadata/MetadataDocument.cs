using System.Text.Json;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Metadata;

/// <summary>Table metadata as JSON has it, of any version (spec, Appendix C, "Table Metadata and Snapshots"). Every property may be missing.</summary>
internal sealed partial record MetadataDocument
{
    public int? FormatVersion { get; init; }

    public string? TableUuid { get; init; }

    public string? Location { get; init; }

    public long? LastSequenceNumber { get; init; }

    public long? LastUpdatedMs { get; init; }

    public int? LastColumnId { get; init; }

    /// <summary>Version 1, beside or instead of <see cref="Schemas"/>.</summary>
    public JsonElement? Schema { get; init; }

    public int? CurrentSchemaId { get; init; }

    public IReadOnlyList<JsonElement>? Schemas { get; init; }

    /// <summary>Version 1, beside or instead of <see cref="PartitionSpecs"/>: the fields of the spec in force.</summary>
    public IReadOnlyList<PartitionFieldDocument>? PartitionSpec { get; init; }

    public int? DefaultSpecId { get; init; }

    public IReadOnlyList<PartitionSpecDocument>? PartitionSpecs { get; init; }

    public int? LastPartitionId { get; init; }

    public int? DefaultSortOrderId { get; init; }

    public IReadOnlyList<SortOrderDocument>? SortOrders { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    /// <summary>Missing, null or -1 when there is none.</summary>
    public long? CurrentSnapshotId { get; init; }

    public long? NextRowId { get; init; }

    public IReadOnlyDictionary<string, SnapshotRefDocument>? Refs { get; init; }

    public IReadOnlyList<SnapshotDocument>? Snapshots { get; init; }

    public IReadOnlyList<JsonElement>? Statistics { get; init; }

    public IReadOnlyList<JsonElement>? PartitionStatistics { get; init; }

    public IReadOnlyList<SnapshotLogDocument>? SnapshotLog { get; init; }

    public IReadOnlyList<MetadataLogDocument>? MetadataLog { get; init; }

    public IReadOnlyList<JsonElement>? EncryptionKeys { get; init; }
}
