using Tarn.Iceberg.Deletes;

namespace Tarn.Engine;

/// <summary>Files of equality deletes that compare the same columns.</summary>
public sealed record EqualityScan
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<EqualityColumn> Columns { get; init; }

    /// <summary>The files, those that one scan can read together.</summary>
    public required IReadOnlyList<EqualityPart> Parts { get; init; }

    /// <summary>True when each file deletes from its own partition, false when they delete from every one.</summary>
    public bool IsScoped { get; init; }
}
