using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Partitions;

/// <summary>A change of how new files are split; files that are there keep their spec (spec, "Partition Evolution"). Closed.</summary>
public abstract record PartitionChange
{
    private PartitionChange() { }

    /// <summary>Adds a field; a null name means the usual one: <c>id</c>, <c>id_bucket_16</c>, <c>ts_day</c>.</summary>
    public sealed record Add(ColumnPath Source, Transform Transform, string? Name = null) : PartitionChange;

    /// <summary>Removes the field of a name.</summary>
    public sealed record Remove(string Name) : PartitionChange;

    /// <summary>Gives the field of a name another.</summary>
    public sealed record Rename(string Name, string NewName) : PartitionChange;
}
