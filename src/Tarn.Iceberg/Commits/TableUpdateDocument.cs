using System.Text.Json;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Commits;

/// <summary>An update as the REST API has it; which properties there are follows from <see cref="Action"/>.</summary>
internal sealed partial record TableUpdateDocument
{
    public string? Action { get; init; }

    public string? Uuid { get; init; }

    public int? FormatVersion { get; init; }

    public JsonElement? Schema { get; init; }

    public int? SchemaId { get; init; }

    public PartitionSpecDocument? Spec { get; init; }

    public int? SpecId { get; init; }

    public SortOrderDocument? SortOrder { get; init; }

    public int? SortOrderId { get; init; }

    public SnapshotDocument? Snapshot { get; init; }

    public string? RefName { get; init; }

    public string? Type { get; init; }

    public long? SnapshotId { get; init; }

    public long? MaxRefAgeMs { get; init; }

    public long? MaxSnapshotAgeMs { get; init; }

    public int? MinSnapshotsToKeep { get; init; }

    public IReadOnlyList<long>? SnapshotIds { get; init; }

    public string? Location { get; init; }

    public IReadOnlyDictionary<string, string>? Updates { get; init; }

    public IReadOnlyList<string>? Removals { get; init; }

    public JsonElement? Statistics { get; init; }

    public JsonElement? PartitionStatistics { get; init; }

    public IReadOnlyList<int>? SpecIds { get; init; }

    public IReadOnlyList<int>? SchemaIds { get; init; }

    public JsonElement? EncryptionKey { get; init; }

    public string? KeyId { get; init; }
}
