namespace Tarn.Imports;

/// <summary>What the footer of a Parquet file tells of a column, over all its row groups.</summary>
public sealed record FooterStatistics
{
    /// <summary>Bytes on disk.</summary>
    public long Bytes { get; init; }

    /// <summary>Values, nulls included.</summary>
    public long Values { get; init; }

    /// <summary>Nulls; null when a row group does not tell.</summary>
    public long? Nulls { get; init; } = 0;

    /// <summary>The least value of each row group that has values, as the engine writes it; null when one does not tell.</summary>
    public IReadOnlyList<string>? Least { get; init; } = [];

    /// <summary>The greatest; null when one does not tell.</summary>
    public IReadOnlyList<string>? Greatest { get; init; } = [];

    /// <summary>False when a least or greatest value is a bound only, as of long text.</summary>
    public bool IsExact { get; init; } = true;

    /// <summary>With another row group.</summary>
    public FooterStatistics With(FooterStatistics group) => new()
    {
        Bytes = Bytes + group.Bytes,
        Values = Values + group.Values,
        Nulls = Nulls + group.Nulls,
        Least = Joined(Least, group.Least),
        Greatest = Joined(Greatest, group.Greatest),
        IsExact = IsExact && group.IsExact,
    };

    private static IReadOnlyList<string>? Joined(IReadOnlyList<string>? some, IReadOnlyList<string>? more) => some is null || more is null ? null : [.. some, .. more];
}
