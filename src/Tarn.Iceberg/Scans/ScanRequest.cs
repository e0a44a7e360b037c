using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Scans;

/// <summary>What to read of a table: one snapshot and a condition.</summary>
public sealed partial record ScanRequest
{
    /// <summary>The schema that the condition's field ids belong to.</summary>
    public required TableSchema Schema { get; init; }

    /// <summary>All specs of the table: each manifest names its own.</summary>
    public required IReadOnlyList<PartitionSpec> Specs { get; init; }

    /// <summary>The location of the snapshot's manifest list; null when it has none.</summary>
    public string? ManifestList { get; init; }

    /// <summary>The locations of the snapshot's manifests, where version 1 wrote them into the metadata; empty when there is a list.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>The rows that are wanted; files that cannot hold one are left out.</summary>
    public Expression Filter { get; init; } = new Expression.True();

    /// <summary>How many manifests are read at a time.</summary>
    public int ManifestsAtOnceMax { get; init; } = 8;
}
