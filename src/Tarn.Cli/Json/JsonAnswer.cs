using System.Text.Encodings.Web;
using System.Text.Json;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Json;

/// <summary>One JSON document on standard output. Names are snake_case, times ISO 8601 in UTC; letters beyond ASCII stay as they are.</summary>
internal static class JsonAnswer
{
    public static JsonWriterOptions Pretty { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Terminal terminal, Action<Utf8JsonWriter> shape)
    {
        terminal.BeginAnswer();
        using (var writer = new Utf8JsonWriter(terminal.OutBytes, Pretty))
            shape(writer);
        terminal.OutBytes.WriteByte((byte)'\n');
        terminal.OutBytes.Flush();
    }

    public static void Object(this Utf8JsonWriter json, string name, Action members)
    {
        json.WritePropertyName(name);
        json.Object(members);
    }

    public static void Object(this Utf8JsonWriter json, Action members)
    {
        json.WriteStartObject();
        members();
        json.WriteEndObject();
    }

    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> item)
    {
        json.WritePropertyName(name);
        json.Array(items, item);
    }

    public static void Array<T>(this Utf8JsonWriter json, IEnumerable<T> items, Action<T> item)
    {
        json.WriteStartArray();
        foreach (var each in items)
            item(each);
        json.WriteEndArray();
    }

    public static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> items) => json.Array(name, items, json.WriteStringValue);

    public static void Map(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map) =>
        json.Object(name, () =>
        {
            foreach (var (key, value) in map.OrderBy(e => e.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
        });

    /// <summary>A number, or null.</summary>
    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        json.WriteString(name, time is { } at ? Words.Iso(at) : null);

    /// <summary>Seconds to the millisecond, or null.</summary>
    public static void Seconds(this Utf8JsonWriter json, string name, double? seconds)
    {
        if (seconds is { } value)
            json.WriteNumber(name, Math.Round(value, 3));
        else
            json.WriteNull(name);
    }
}
