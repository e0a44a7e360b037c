using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Metadata;

/// <summary>What a table starts as.</summary>
public sealed record NewTable
{
    /// <summary>Its identity for good.</summary>
    public required Guid TableUuid { get; init; }

    /// <summary>The absolute base location, without a closing slash.</summary>
    public required string Location { get; init; }

    /// <summary>Its columns. They get fresh ids from 1 (<see cref="FreshIds"/>).</summary>
    public required TableSchema Schema { get; init; }

    /// <summary>How it is split, by the ids of <see cref="Schema"/>.</summary>
    public PartitionSpec Spec { get; init; } = PartitionSpec.Unpartitioned;

    /// <summary>How its files are sorted, by the ids of <see cref="Schema"/>.</summary>
    public SortOrder Order { get; init; } = SortOrder.Unsorted;

    /// <summary>Its properties.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>2, or 3 for metadata that others write data to.</summary>
    public int FormatVersion { get; init; } = 2;
}
