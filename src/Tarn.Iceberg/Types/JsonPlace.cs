using System.Text.Json;

namespace Tarn.Iceberg.Types;

/// <summary>A JSON value that knows where it stands, so that what is wrong with it can be said.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">Its path in the file: <c>schemas[0].fields[2].type</c>; empty for the root.</param>
/// <param name="Location">The file, or a name of what is read.</param>
internal readonly record struct JsonPlace(JsonElement Value, string Path, string Location)
{
    public JsonPlace Required(string name) =>
        Optional(name) ?? throw IcebergException.BrokenProperty(Location, PathOf(name), "is missing.");

    public JsonPlace? Optional(string name) =>
        AsObject().Value.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? new JsonPlace(value, PathOf(name), Location)
            : null;

    public IEnumerable<JsonPlace> Items()
    {
        if (Value.ValueKind is not JsonValueKind.Array)
            throw Broken("is not an array.");
        var (path, location) = (Path, Location);
        return Value.EnumerateArray().Select((item, i) => new JsonPlace(item, $"{path}[{i}]", location));
    }

    public JsonPlace AsObject() => Value.ValueKind is JsonValueKind.Object ? this : throw Broken("is not an object.");

    public string Text() => Value.ValueKind is JsonValueKind.String ? Value.GetString()! : throw Broken("is not a string.");

    public int Int() => Value.ValueKind is JsonValueKind.Number && Value.TryGetInt32(out var number) ? number : throw Broken("is not a 32-bit integer.");

    public long Long() => Value.ValueKind is JsonValueKind.Number && Value.TryGetInt64(out var number) ? number : throw Broken("is not a 64-bit integer.");

    public bool Bool() => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Broken("is not a boolean."),
    };

    public IcebergException Broken(string what, Exception? inner = null) =>
        IcebergException.BrokenProperty(Location, Path.Length == 0 ? "$" : Path, what, inner);

    private string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
