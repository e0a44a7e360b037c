using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>LIST: a range of <see cref="Elements"/> a row.</summary>
public sealed class ListColumn : ColumnReader
{
    internal ListColumn(ColumnSource source)
        : base(source) =>
        Elements = ColumnReaders.Of(Child(((DuckDbType.List)source.Type).Element, source.Vector.ListChild, source.Vector.ListSize));

    /// <summary>The elements of all rows' lists.</summary>
    public ColumnReader Elements { get; }

    /// <summary>Where in <see cref="Elements"/> the row's list lies; empty where the row is null.</summary>
    public Range this[int row] => IsNull(row) ? default : Ranges.Of(Span<NativeListEntry>()[row]);

    private protected override object Read(int row) => Ranges.Values(Elements, this[row]);
}
