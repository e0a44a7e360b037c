using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Tarn.Core.Tests.RealInput;

/// <summary>Rows of different readers in the same words: numbers as doubles to six places, times to milliseconds, UUIDs in hexadecimal, null fields left out of objects.</summary>
internal static class PlainValue
{
    /// <summary>A row of the engine.</summary>
    public static string LineOf(object?[] row) => string.Join('|', row.Select(Text));

    /// <summary>A row that is a line of JSON.</summary>
    public static string LineOf(string json, IReadOnlyList<string> columns)
    {
        using var row = JsonDocument.Parse(json);
        return string.Join('|', columns.Select(c => row.RootElement.TryGetProperty(c, out var value) ? Text(value) : "null"));
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => Time(date.ToDateTime(TimeOnly.MinValue)),
        DateTime time => Time(time),
        DateTimeOffset time => Time(time.UtcDateTime),
        Guid id => id.ToString("N"),
        OrderedDictionary<string, object?> fields => Fields(fields.Where(f => f.Value is not null).Select(f => (f.Key, Text(f.Value)))),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        _ => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Number(value.GetDouble()),
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Text))}]",
        _ => Fields(value.EnumerateObject().Where(f => f.Value.ValueKind is not JsonValueKind.Null).Select(f => (f.Name, Text(f.Value)))),
    };

    private static string Fields(IEnumerable<(string Name, string Value)> fields) =>
        $"{{{string.Join(", ", fields.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name}: {f.Value}"))}}}";

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
