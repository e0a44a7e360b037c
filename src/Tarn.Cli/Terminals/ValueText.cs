using System.Collections;
using System.Globalization;
using System.Text;
using Tarn.DuckDb;

namespace Tarn.Cli.Terminals;

/// <summary>A value of an answer as text, the same everywhere; what a text table and CSV show.</summary>
internal static class ValueText
{
    /// <summary>Null is empty text here; whoever must tell the two apart asks before.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => Words.Iso(time),
        DateTime { Kind: DateTimeKind.Utc } time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'"),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF"),
        DateOnly day => day.ToString("yyyy-MM-dd"),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF"),
        Guid uuid => uuid.ToString("D"),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        DuckDbUnion union => Of(union.Value),
        DuckDbBeyond { Type: DuckDbType.Scalar { Kind: DuckDbScalar.TimestampNs or DuckDbScalar.TimestampTzNs } } time => time.Text.Replace(' ', 'T'),
        IReadOnlyDictionary<string, object?> fields => "{" + string.Join(", ", fields.Select(f => $"{f.Key}: {Nested(f.Value)}")) + "}",
        IDictionary map => "{" + string.Join(", ", Entries(map)) + "}",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Nested)) + "]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The value as a field of CSV (RFC 4180): quoted when it must be; null is nothing, empty text is <c>""</c>.</summary>
    public static string Csv(object? value)
    {
        if (value is null)
            return "";
        var text = Of(value);
        return text.Length == 0 || text.AsSpan().IndexOfAny("\",\r\n") >= 0 ? new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString() : text;
    }

    /// <summary>Only its own enumerator gives entries: as a sequence a generic dictionary gives pairs.</summary>
    private static IEnumerable<string> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
            yield return $"{Nested(entry.Key)}: {Nested(entry.Value)}";
    }

    private static string Nested(object? value) => value is null ? "null" : Of(value);
}
