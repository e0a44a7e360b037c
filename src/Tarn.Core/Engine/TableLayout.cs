using Tarn.Iceberg.Partitions;

namespace Tarn.Engine;

/// <summary>How a table's files are laid out. What is null stays as the table has it; a new table is then neither partitioned nor sorted.</summary>
public sealed record TableLayout
{
    /// <summary>What rows are split into files by; empty for one partition.</summary>
    public IReadOnlyList<PartitionChange.Add>? Partitions { get; init; }

    /// <summary>What rows are sorted by inside files; empty for no order.</summary>
    public IReadOnlyList<SortTerm>? Sort { get; init; }

    /// <summary>Table properties to set: <c>format-version</c>, <c>write.target-file-size-bytes</c>, <c>write.delete.mode</c> and the like.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
