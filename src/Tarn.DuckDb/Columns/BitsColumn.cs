namespace Tarn.DuckDb.Columns;

/// <summary>BIT.</summary>
public sealed class BitsColumn : ColumnReader
{
    internal BitsColumn(ColumnSource source)
        : base(source)
    {
    }

    /// <summary>A row's bits, first to last, as '0' and '1'.</summary>
    public string this[int row] => IsNull(row) ? "" : Text(StringCell.Of(Vector, row));

    private protected override object Read(int row) => this[row];

    /// <summary>The first byte counts the padding bits at the front of the second.</summary>
    private static string Text(ReadOnlySpan<byte> stored)
    {
        int padding = stored[0];
        var bits = stored[1..];
        var text = new char[(bits.Length * 8) - padding];
        for (var i = 0; i < text.Length; i++)
        {
            var at = i + padding;
            text[i] = (bits[at >> 3] & (0x80 >> (at & 7))) == 0 ? '0' : '1';
        }
        return new string(text);
    }
}
