namespace Tarn.Iceberg.Partitions;

/// <summary>How rows are split into files (spec, "Partitioning").</summary>
public sealed record PartitionSpec
{
    /// <summary>The id of this spec in the table's list, from 0.</summary>
    public required int SpecId { get; init; }

    /// <summary>The parts of the tuple in their order; empty for an unpartitioned table.</summary>
    public required IReadOnlyList<PartitionField> Fields { get; init; }

    /// <summary>True when its tuples split nothing: no fields, or only dropped ones.</summary>
    public bool IsUnpartitioned => Fields.All(part => part.Transform is Transform.Void);

    /// <summary>The spec of a table that is not partitioned.</summary>
    public static PartitionSpec Unpartitioned { get; } = new() { SpecId = 0, Fields = [] };
}
