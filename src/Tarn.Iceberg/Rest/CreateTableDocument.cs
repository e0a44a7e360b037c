using System.Text.Json;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Rest;

/// <summary>"CreateTableRequest" as JSON has it.</summary>
internal sealed record CreateTableDocument
{
    public string? Name { get; init; }

    public string? Location { get; init; }

    public JsonElement? Schema { get; init; }

    public PartitionSpecDocument? PartitionSpec { get; init; }

    public SortOrderDocument? WriteOrder { get; init; }

    public bool? StageCreate { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    public CreateTableRequest ToRequest() => new()
    {
        Name = Name ?? throw RestRequests.Missing("name"),
        Location = Location,
        Schema = SchemaJson.Read(Schema ?? throw RestRequests.Missing("schema"), "schema", RestRequests.Location),
        Spec = PartitionSpec?.ToUnbound("partition-spec", RestRequests.Location) ?? Partitions.PartitionSpec.Unpartitioned,
        Order = WriteOrder?.ToOrder("write-order", RestRequests.Location) ?? SortOrder.Unsorted,
        IsStaged = StageCreate is true,
        Properties = new Dictionary<string, string>(Properties ?? new Dictionary<string, string>(), StringComparer.Ordinal),
    };
}
