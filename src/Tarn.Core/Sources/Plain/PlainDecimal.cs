using Tarn.DuckDb;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Decimals of up to 18 digits: <c>-?[0-9]+(\.[0-9]+)?</c> with no more digits on either side than the type has. Nothing is rounded.</summary>
internal sealed class PlainDecimal(DuckDbType.Decimal type)
{
    private readonly long[] _powers = [.. Enumerable.Range(0, PlainNumbers.DigitsMax + 1).Select(i => (long)Math.Pow(10, i))];

    public bool Write(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        var digits = isNegative ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var decimals = point < 0 ? [] : digits[(point + 1)..];
        if (decimals.Length > type.Scale || !PlainNumbers.TryDigits(point < 0 ? digits : digits[..point], out var whole) || whole >= _powers[type.Width - type.Scale])
            return false;
        long fraction = 0;
        if (point >= 0 && !PlainNumbers.TryDigits(decimals, out fraction))
            return false;
        var value = (whole * _powers[type.Scale]) + (fraction * _powers[type.Scale - decimals.Length]);
        Store(column, row, isNegative ? -value : value);
        return true;
    }

    private void Store(ColumnWriter column, int row, long value)
    {
        if (type.Width <= 4)
            column.Store(row, (short)value);
        else if (type.Width <= 9)
            column.Store(row, (int)value);
        else
            column.Store(row, value);
    }
}
