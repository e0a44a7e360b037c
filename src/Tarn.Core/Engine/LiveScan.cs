using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>Data files, and what is taken out of their rows.</summary>
public sealed record LiveScan
{
    /// <summary>The columns that come out.</summary>
    public required IReadOnlyList<NestedField> Fields { get; init; }

    /// <summary>How the files are read; it has a value for each column that comes out and each that deletes compare.</summary>
    public required FileScan Data { get; init; }

    /// <summary>The condition that a row is not deleted by its position; null when no file has such deletes.</summary>
    public string? IsLive { get; init; }

    /// <summary>For each file its data sequence number; empty when there are no equality deletes.</summary>
    public IReadOnlyList<long> Sequences { get; init; } = [];

    /// <summary>For each file its partition as a number; empty when there are no equality deletes.</summary>
    public IReadOnlyList<int> Scopes { get; init; } = [];

    /// <summary>The equality deletes, each set joined by itself.</summary>
    public IReadOnlyList<EqualityScan> Equality { get; init; } = [];
}
