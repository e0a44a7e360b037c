using Tarn.Iceberg.Deletes;

namespace Tarn.Engine;

/// <summary>Files of equality deletes that compare the same columns.</summary>
public sealed record EqualityScan
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<EqualityColumn> Columns { get; init; }

    /// <summary>Local paths of the files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>For each file its data sequence number: rows of lower ones are deleted.</summary>
    public required IReadOnlyList<long> Sequences { get; init; }

    /// <summary>For each file its partition as a number; empty when the files delete from every partition.</summary>
    public IReadOnlyList<int> Scopes { get; init; } = [];
}
