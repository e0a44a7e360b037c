using System.Globalization;
using System.Numerics;

namespace Tarn.Iceberg.Types;

/// <summary>Single values as text: what JSON and partition paths hold (spec, Appendix D, "JSON single-value serialization").</summary>
public static class SingleValueText
{
    private const long NanosOfSecond = 1_000_000_000;
    private const long SecondsOfDay = 86_400;

    /// <summary>The value as text: ISO 8601 for dates and times, hexadecimal for bytes.</summary>
    /// <exception cref="IcebergException">Invalid: the value is not held as <see cref="IcebergType"/> tells.</exception>
    public static string Format(IcebergType type, object value) => (type, value) switch
    {
        (IcebergType.Boolean, bool v) => v ? "true" : "false",
        (IcebergType.Date, int v) => CivilDate.FromDays(v).ToString(),
        (IcebergType.Time, long v) => TimeOfDay(v * 1000, digits: 6),
        (IcebergType.Timestamp t, long v) => Instant(Floor(v, 1_000_000), Mod(v, 1_000_000) * 1000, 6, t.WithZone),
        (IcebergType.TimestampNanos t, long v) => Instant(Floor(v, NanosOfSecond), Mod(v, NanosOfSecond), 9, t.WithZone),
        (IcebergType.Decimal d, BigInteger v) => DecimalText(v, d.Scale),
        (IcebergType.Uuid, Guid v) => v.ToString("D"),
        (IcebergType.Fixed or IcebergType.Binary, byte[] v) => Convert.ToHexString(v),
        (IcebergType.String, string v) => v,
        (IcebergType.Int or IcebergType.Long or IcebergType.Float or IcebergType.Double, IFormattable v) => v.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new IcebergException(IcebergFault.Invalid, $"A {value.GetType().Name} is not held as a value of the Iceberg type {type}."),
    };

    /// <summary>The value of a text as <see cref="Format"/> makes it; null when it is no such text.</summary>
    public static object? Parse(IcebergType type, string text) => type switch
    {
        IcebergType.Boolean => bool.TryParse(text, out var v) ? v : null,
        IcebergType.Int => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? v : null,
        IcebergType.Long => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? v : null,
        IcebergType.Float => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : null,
        IcebergType.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : null,
        IcebergType.Decimal d => ParseDecimal(text, d),
        IcebergType.Date => ParseDate(text),
        IcebergType.Time => ParseTime(text) is { } nanos ? nanos / 1000 : null,
        IcebergType.Timestamp t => ParseInstant(text, t.WithZone, 1_000_000),
        IcebergType.TimestampNanos t => ParseInstant(text, t.WithZone, NanosOfSecond),
        IcebergType.Uuid => Guid.TryParseExact(text, "D", out var v) ? v : null,
        IcebergType.Fixed or IcebergType.Binary => ParseHex(text),
        IcebergType.String => text,
        _ => null,
    };

    private static string Instant(long seconds, long nanos, int digits, bool withZone) =>
        $"{CivilDate.FromDays((int)Floor(seconds, SecondsOfDay))}T{TimeOfDay((Mod(seconds, SecondsOfDay) * NanosOfSecond) + nanos, digits)}{(withZone ? "+00:00" : "")}";

    private static string TimeOfDay(long nanos, int digits)
    {
        var seconds = nanos / NanosOfSecond;
        var fraction = $"{nanos % NanosOfSecond:000000000}"[..digits];
        var whole = $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}";
        return fraction.All(c => c == '0') ? whole : $"{whole}.{fraction}";
    }

    private static string DecimalText(BigInteger unscaled, int scale)
    {
        if (scale <= 0)
            return (unscaled * BigInteger.Pow(10, -scale)).ToString(CultureInfo.InvariantCulture);
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(unscaled.Sign < 0 ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}";
    }

    private static object? ParseDecimal(string text, IcebergType.Decimal type)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : text[(point + 1)..];
        var digits = (point < 0 ? text : text[..point]) + fraction;
        if (fraction.Length > Math.Max(0, type.Scale) || digits.Length > 60)
            return null;
        return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value * BigInteger.Pow(10, Math.Max(0, type.Scale) - fraction.Length)
            : null;
    }

    private static object? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
            : null;

    /// <summary>Nanoseconds of the day.</summary>
    private static long? ParseTime(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        if (!TimeOnly.TryParseExact(whole, ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return null;
        if (fraction.Length > 9 || !fraction.All(char.IsAsciiDigit) || (point >= 0 && fraction.Length == 0))
            return null;
        return (time.Ticks * 100) + long.Parse(fraction.PadRight(9, '0'), CultureInfo.InvariantCulture);
    }

    private static object? ParseInstant(string text, bool withZone, long unitsOfSecond)
    {
        if (withZone != text.EndsWith("+00:00", StringComparison.Ordinal))
            return null;
        var parts = (withZone ? text[..^6] : text).Split('T');
        if (parts.Length != 2 || ParseDate(parts[0]) is not int days || ParseTime(parts[1]) is not { } nanos)
            return null;
        var units = ((Int128)days * SecondsOfDay * unitsOfSecond) + (nanos / (NanosOfSecond / unitsOfSecond));
        return units >= long.MinValue && units <= long.MaxValue ? (long)units : null;
    }

    private static byte[]? ParseHex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static long Floor(long value, long unit) => (value / unit) - (value % unit < 0 ? 1 : 0);

    private static long Mod(long value, long unit) => value - (Floor(value, unit) * unit);
}
