using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>Data files that have deletes, and what is taken out of them.</summary>
public sealed record LiveScan
{
    /// <summary>The schema to read as.</summary>
    public required TableSchema Schema { get; init; }

    /// <summary>Local paths of the data files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The condition that a row is not deleted by its position; null when no file has such deletes.</summary>
    public string? IsLive { get; init; }

    /// <summary>For each file its data sequence number; empty when there are no equality deletes.</summary>
    public IReadOnlyList<long> Sequences { get; init; } = [];

    /// <summary>For each file its partition as a number; empty when there are no equality deletes.</summary>
    public IReadOnlyList<int> Scopes { get; init; } = [];

    /// <summary>The equality deletes, each set joined by itself.</summary>
    public IReadOnlyList<EqualityScan> Equality { get; init; } = [];
}
