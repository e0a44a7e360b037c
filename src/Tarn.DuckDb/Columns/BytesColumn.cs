using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>BLOB, and GEOMETRY as its stored bytes.</summary>
public sealed class BytesColumn : ColumnReader
{
    internal BytesColumn(ColumnSource source)
        : base(source)
    {
    }

    /// <summary>A row's bytes where they lie.</summary>
    public ReadOnlySpan<byte> this[int row] => StringCell.Of(Vector, Checked(row));

    private protected override object Read(int row) => this[row].ToArray();

    private int Checked(int row)
    {
        Check(row);
        return row;
    }
}
