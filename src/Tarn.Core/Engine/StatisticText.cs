using System.Globalization;
using System.Numerics;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The engine tells the least and greatest value of a column as text. Here the text becomes a value as <see cref="IcebergType"/> tells.</summary>
internal static class StatisticText
{
    private const string TimestampFormat = "yyyy-MM-dd HH:mm:ss.FFFFFF";
    private const int SecondsEnd = 19;

    /// <summary>The value; null when the text has no such value (<c>infinity</c>, years outside 1 to 9999): then the bound is left out.</summary>
    public static object? Read(IcebergType type, string text) => type switch
    {
        IcebergType.Boolean => text is "1" or "true",
        IcebergType.Int => int.TryParse(text, CultureInfo.InvariantCulture, out var v) ? v : null,
        IcebergType.Long => long.TryParse(text, CultureInfo.InvariantCulture, out var v) ? v : null,
        IcebergType.Float => Real(text) is { } v ? (float)v : null,
        IcebergType.Double => Real(text) is { } v ? v : null,
        IcebergType.Decimal d => Unscaled(text, d.Scale),
        IcebergType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var v) ? v.DayNumber - UnixDay : null,
        IcebergType.Time => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var v) ? v.Ticks / TimeSpan.TicksPerMicrosecond : null,
        IcebergType.Timestamp t => Micros(t.WithZone && text.EndsWith("+00", StringComparison.Ordinal) ? text[..^3] : text),
        IcebergType.TimestampNanos => Nanos(text),
        IcebergType.String => text,
        IcebergType.Uuid => Guid.TryParse(text, out var v) ? v : null,
        IcebergType.Fixed or IcebergType.Binary => Bytes(text),
        _ => null,
    };

    private static int UnixDay => DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static double? Real(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && !double.IsNaN(v) ? v : null,
    };

    private static BigInteger? Unscaled(string text, int scale)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = dot < 0 ? 0 : text.Length - dot - 1;
        return fraction <= scale && BigInteger.TryParse(text.Replace(".", "", StringComparison.Ordinal), out var digits)
            ? digits * BigInteger.Pow(10, scale - fraction)
            : null;
    }

    private static long? Micros(string text) =>
        DateTime.TryParseExact(text, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var v)
            ? (v.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            : null;

    /// <summary>Whole seconds, then up to nine digits.</summary>
    private static long? Nanos(string text)
    {
        var digits = text.Length > SecondsEnd ? text[(SecondsEnd + 1)..] : "";
        return text.Length >= SecondsEnd && digits.Length <= 9 && Micros(text[..SecondsEnd]) is { } seconds && int.TryParse(digits.PadRight(9, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var nanos)
            ? (seconds * 1000) + nanos
            : null;
    }

    private static byte[]? Bytes(string hex) => hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;
}
