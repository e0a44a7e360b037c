using System.Globalization;

namespace Tarn.Sources.Json;

/// <summary>
/// The highest value of a cursor's field among the records seen, which is where the next fetch begins. With a format, values compare as the instants they
/// tell; else as numbers when both are, as instants when both are ISO 8601 dates or times (without a zone: UTC), else as text by code unit. Null and
/// absent values do not count, nor do values that the format does not fit. Not safe for threads: one each, then <see cref="Include"/>.
/// </summary>
public sealed class CursorWatermark
{
    private static readonly string[] DateForms =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    private readonly JsonPath _field;
    private readonly TimeFormat? _format;

    /// <summary>A watermark over a record's field.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="start">The value of the last fetch, below which it never falls; null starts from nothing.</param>
    /// <param name="format">How the field writes a time, in DuckDB's strptime language; null compares as the class tells.</param>
    /// <exception cref="FormatException">The format has a specifier that is not understood.</exception>
    public CursorWatermark(string field, string? start = null, string? format = null)
    {
        _field = JsonPath.Field(field);
        _format = format is null ? null : new TimeFormat(format);
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
        if (value is null || (_format is not null && _format.Read(value) is null))
            return;
        if (Value is null || Order(value, Value) > 0)
            Value = value;
    }

    /// <summary>Orders two values as they are, without a format.</summary>
    public static int Compare(string a, string b)
    {
        if (TryNumber(a, out var x) && TryNumber(b, out var y))
            return x.CompareTo(y);
        if (TryInstant(a, out var s) && TryInstant(b, out var t))
            return s.CompareTo(t) is not 0 and var order ? order : string.CompareOrdinal(a, b);
        return string.CompareOrdinal(a, b);
    }

    /// <summary>A start that the format does not fit lies below every value that it fits.</summary>
    private int Order(string a, string b) =>
        _format is null ? Compare(a, b) : Nullable.Compare(_format.Read(a), _format.Read(b));

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}
