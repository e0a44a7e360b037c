using System.Globalization;

namespace Tarn.Sources.Json;

/// <summary>
/// The highest value of a cursor field among the records seen, which is where the next fetch begins. Values compare as numbers when both are, as
/// instants when both are ISO 8601 dates or times (without a zone: UTC), else as text by code unit. Null and absent values do not count.
/// Not safe for threads: one each, then <see cref="Include"/>.
/// </summary>
public sealed class CursorWatermark
{
    private static readonly string[] DateForms =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    private readonly JsonPath _field;

    /// <summary>A watermark that starts at <paramref name="start"/>, the value of the last fetch, and never falls below it; null starts from nothing.</summary>
    public CursorWatermark(string field, string? start)
    {
        _field = JsonPath.Parse(field);
        Value = start;
    }

    /// <summary>The highest value so far, as the vendor writes it; null when there was none.</summary>
    public string? Value { get; private set; }

    /// <summary>Counts one record in.</summary>
    public void Observe(ReadOnlySpan<byte> record)
    {
        if (_field.TextIn(record) is { } text)
            Include(text);
    }

    /// <summary>Counts one value in, for example another watermark's.</summary>
    public void Include(string? value)
    {
        if (value is not null && (Value is null || Compare(value, Value) > 0))
            Value = value;
    }

    /// <summary>Orders two cursor values as the class tells.</summary>
    public static int Compare(string a, string b)
    {
        if (TryNumber(a, out var x) && TryNumber(b, out var y))
            return x.CompareTo(y);
        if (TryInstant(a, out var s) && TryInstant(b, out var t))
            return s.CompareTo(t) is not 0 and var order ? order : string.CompareOrdinal(a, b);
        return string.CompareOrdinal(a, b);
    }

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}
