namespace Tarn.DuckDb.Native;

/// <summary>Between CLR decimals (96 bits, scale to 28) and DuckDB's (38 digits, scale to 38).</summary>
internal static class Decimals
{
    private static readonly UInt128 Mantissa = (UInt128.One << 96) - 1;

    private static readonly Int128[] Powers = [.. Enumerable.Range(0, 39).Select(Power)];

    public static (Int128 Unscaled, byte Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0];
        return (value < 0 ? -(Int128)magnitude : (Int128)magnitude, value.Scale);
    }

    public static int Digits(Int128 unscaled)
    {
        var magnitude = Int128.Abs(unscaled);
        var digits = 1;
        while (digits < 39 && magnitude >= Powers[digits])
            digits++;
        return digits;
    }

    /// <summary>The number as a CLR decimal with exactly this scale; null when it does not fit.</summary>
    public static decimal? Decimal(Int128 unscaled, int scale)
    {
        var magnitude = (UInt128)Int128.Abs(unscaled);
        return scale > 28 || magnitude > Mantissa
            ? null
            : new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), unscaled < 0, (byte)scale);
    }

    /// <summary>The unscaled number for a column of this width and scale. Throws when digits would be lost.</summary>
    public static Int128 Unscaled(decimal value, DuckDbType.Decimal type)
    {
        var (unscaled, scale) = Parts(value);
        var (shifted, lost) = scale <= type.Scale
            ? (Shift(unscaled, type.Scale - scale), Int128.Zero)
            : Int128.DivRem(unscaled, Powers[scale - type.Scale]);
        return lost == 0 && shifted is { } whole && Int128.Abs(whole) < Powers[type.Width]
            ? whole
            : throw new OverflowException($"{value} does not fit into {type} without loss. Round it, or widen the column.");
    }

    /// <summary>The number written out: 1234 with scale 2 is 12.34.</summary>
    public static string Text(Int128 unscaled, int scale)
    {
        var digits = Int128.Abs(unscaled).ToString().PadLeft(scale + 1, '0');
        var text = scale == 0 ? digits : digits[..^scale] + "." + digits[^scale..];
        return unscaled < 0 ? "-" + text : text;
    }

    private static Int128? Shift(Int128 value, int places)
    {
        var max = Powers[38] / Powers[places];
        return Int128.Abs(value) > max ? null : value * Powers[places];
    }

    private static Int128 Power(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
