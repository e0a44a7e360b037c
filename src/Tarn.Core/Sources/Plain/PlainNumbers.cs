using System.Buffers.Text;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Numbers: digits of ASCII, with a minus before them where it is needed. Longer ones than <see cref="DigitsMax"/> are not plain.</summary>
internal static class PlainNumbers
{
    /// <summary>So many digits always fit 64 bits.</summary>
    public const int DigitsMax = 18;

    /// <summary>Numbers of so many signs are held by a double to the digit.</summary>
    public const int ExactDigitsMax = 15;

    private const long DoubleExactMax = 1L << 53;

    /// <summary>Powers of ten that a double holds exactly.</summary>
    private static readonly double[] ExactPowers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary><c>-?[0-9]{1,18}</c>.</summary>
    public static bool BigInt(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        if (!TryWhole(text, out var value))
            return false;
        column.Store(row, value);
        return true;
    }

    /// <summary><c>-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?</c>, as long as it is finite.</summary>
    public static bool Double(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        if (!TryShort(text, out var value) && !TryLong(text, out value))
            return false;
        column.Store(row, value);
        return true;
    }

    /// <summary><c>-?[0-9]{1,18}</c>.</summary>
    public static bool TryWhole(ReadOnlySpan<byte> text, out long value)
    {
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        var digits = isNegative ? text[1..] : text;
        var isWhole = TryDigits(digits, out value);
        value = isNegative ? -value : value;
        return isWhole;
    }

    /// <summary><c>[0-9]{1,18}</c>.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        var worst = 0u;
        foreach (var sign in digits)
        {
            var digit = (uint)(sign - '0');
            worst |= digit > 9 ? 1u : 0u;
            value = (value * 10) + digit;
        }
        return worst == 0 && digits.Length is > 0 and <= DigitsMax;
    }

    /// <summary>A number as RFC 8259 has it (section 6): no zeros before the first digit, then maybe a fraction and an exponent.</summary>
    public static bool IsJson(ReadOnlySpan<byte> number)
    {
        var rest = number.Length > 0 && number[0] == (byte)'-' ? number[1..] : number;
        var isZero = rest.Length > 0 && rest[0] == (byte)'0';
        if (!PassDigits(ref rest, out var whole) || (isZero && whole > 1))
            return false;
        if (rest.Length > 0 && rest[0] == (byte)'.')
        {
            rest = rest[1..];
            if (!PassDigits(ref rest, out _))
                return false;
        }
        if (rest.Length == 0)
            return true;
        if (rest[0] is not ((byte)'e' or (byte)'E'))
            return false;
        rest = rest[(rest.Length > 1 && rest[1] is (byte)'+' or (byte)'-' ? 2 : 1)..];
        return PassDigits(ref rest, out _) && rest.Length == 0;
    }

    /// <summary>The number with so many of its digits after the point, rounded right when it is of at most <see cref="ExactDigitsMax"/> digits.</summary>
    public static double Scaled(long digits, int decimals) => digits / ExactPowers[decimals];

    /// <summary>
    /// A number whose digits a double holds exactly and whose power of ten, too: then one division rounds right (Clinger, "How to Read Floating Point
    /// Numbers Accurately", 1990).
    /// </summary>
    private static bool TryShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        var point = text.IndexOf((byte)'.');
        var whole = text[(isNegative ? 1 : 0)..(point < 0 ? text.Length : point)];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.Length + fraction.Length > DigitsMax || !TryDigits(whole, out var digits))
            return false;
        if (fraction.Length > 0)
        {
            if (!TryDigits(fraction, out var decimals))
                return false;
            digits = (digits * (long)ExactPowers[fraction.Length]) + decimals;
        }
        if (digits > DoubleExactMax || (point >= 0 && fraction.Length == 0))
            return false;
        value = Scaled(digits, fraction.Length);
        value = isNegative ? -value : value;
        return true;
    }

    private static bool TryLong(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var first = text.Length > 0 && text[0] == (byte)'-' ? 1 : 0;
        if (first >= text.Length || !char.IsAsciiDigit((char)text[first]) || text.IndexOfAnyExcept("+-.0123456789eE"u8) >= 0 || !char.IsAsciiDigit((char)text[^1]))
            return false;
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value);
    }

    private static bool PassDigits(ref ReadOnlySpan<byte> rest, out int length)
    {
        length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var end ? end : rest.Length;
        rest = rest[length..];
        return length > 0;
    }
}
