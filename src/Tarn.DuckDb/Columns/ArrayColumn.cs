namespace Tarn.DuckDb.Columns;

/// <summary>ARRAY: the same number of <see cref="Elements"/> for every row.</summary>
public sealed class ArrayColumn : ColumnReader
{
    private readonly int _size;

    internal ArrayColumn(ColumnSource source)
        : base(source)
    {
        var type = (DuckDbType.Array)source.Type;
        _size = type.Size;
        Elements = ColumnReaders.Of(Child(type.Element, source.Vector.ArrayChild, source.Count * _size));
    }

    /// <summary>The elements of all rows.</summary>
    public ColumnReader Elements { get; }

    /// <summary>Where in <see cref="Elements"/> the row's elements lie.</summary>
    public Range this[int row] => new(row * _size, (row + 1) * _size);

    private protected override object Read(int row) => Ranges.Values(Elements, this[row]);
}
