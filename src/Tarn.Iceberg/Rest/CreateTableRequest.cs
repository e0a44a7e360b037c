using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Rest;

/// <summary>A table that a client wants (Iceberg REST, "CreateTableRequest").</summary>
public sealed record CreateTableRequest
{
    /// <summary>Its name in the namespace.</summary>
    public required string Name { get; init; }

    /// <summary>Where its files shall lie; null leaves it to the catalog.</summary>
    public string? Location { get; init; }

    /// <summary>Its columns, with ids that hold within the request only.</summary>
    public required TableSchema Schema { get; init; }

    /// <summary>How it is split, by the ids of <see cref="Schema"/>.</summary>
    public PartitionSpec Spec { get; init; } = PartitionSpec.Unpartitioned;

    /// <summary>How its files are sorted, by the ids of <see cref="Schema"/>.</summary>
    public SortOrder Order { get; init; } = SortOrder.Unsorted;

    /// <summary>The metadata is only told; a commit makes the table.</summary>
    public bool IsStaged { get; init; }

    /// <summary>Its properties; <c>format-version</c> among them asks for a version.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
