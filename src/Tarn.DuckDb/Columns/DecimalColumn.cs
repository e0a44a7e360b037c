using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>DECIMAL of any width, stored in 16, 32, 64 or 128 bits by its width.</summary>
public sealed class DecimalColumn : ColumnReader
{
    private readonly DuckDbType.Decimal _type;

    internal DecimalColumn(ColumnSource source)
        : base(source) => _type = (DuckDbType.Decimal)source.Type;

    /// <summary>Digits after the point.</summary>
    public int Scale => _type.Scale;

    /// <summary>The number without its point: 12.34 of scale 2 is 1234.</summary>
    public Int128 Unscaled(int row) => _type.Width switch
    {
        <= 4 => Span<short>()[row],
        <= 9 => Span<int>()[row],
        <= 18 => Span<long>()[row],
        _ => Span<Int128>()[row],
    };

    /// <summary>The number. Throws OverflowException when a CLR decimal cannot hold it; <see cref="Unscaled"/> always can.</summary>
    public decimal this[int row] =>
        Decimals.Decimal(Unscaled(row), Scale) ?? throw new OverflowException($"{Decimals.Text(Unscaled(row), Scale)} has more digits than a CLR decimal.");

    private protected override object Read(int row)
    {
        var unscaled = Unscaled(row);
        return Decimals.Decimal(unscaled, Scale) is { } number ? number : new DuckDbBeyond(Type, unscaled, Decimals.Text(unscaled, Scale));
    }
}
