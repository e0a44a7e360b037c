using System.Text;

namespace Tarn.DuckDb.Columns;

/// <summary>VARCHAR, and what is one by another name, such as JSON.</summary>
public sealed class TextColumn : ColumnReader
{
    internal TextColumn(ColumnSource source)
        : base(source)
    {
    }

    /// <summary>A row's text; empty where the row is null.</summary>
    public string this[int row] => Encoding.UTF8.GetString(Utf8(row));

    /// <summary>A row's text as UTF-8, where it lies.</summary>
    public ReadOnlySpan<byte> Utf8(int row)
    {
        Check(row);
        return IsNull(row) ? [] : StringCell.Of(Vector, row);
    }

    private protected override object Read(int row) => this[row];
}
