using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Shapes;

/// <summary>Writes a shape as JSON Schema, draft 2020-12, with keywords that older drafts know too. What templates become is not known, so a value that holds one fits.</summary>
internal static class JsonSchemaText
{
    private const string Template = @"\{\{.*\}\}";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The schema's text, with a newline at its end.</summary>
    public static string Write(Shape.Keys file, string title)
    {
        var definitions = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var (key, value) in Object(file, definitions).ToList())
            schema[key] = value?.DeepClone();
        if (definitions.Count > 0)
            schema["definitions"] = new JsonObject(definitions);
        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Of(Shape shape, SortedDictionary<string, JsonNode?> definitions) => shape switch
    {
        Shape.Text text => Text(text),
        Shape.Loose => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        Shape.Flag => OrTemplate(new JsonObject { ["type"] = "boolean" }),
        Shape.Whole whole => OrTemplate(Bounded("integer", whole.Min, whole.Max, long.MaxValue)),
        Shape.Number number => OrTemplate(Bounded("number", number.Min, number.Max, double.MaxValue)),
        Shape.Choice choice => OrTemplate(new JsonObject { ["type"] = "string", ["enum"] = Texts(choice.Texts) }),
        Shape.Items items => Items(items, definitions),
        Shape.Table table => Table(table, definitions),
        Shape.Keys keys => Object(keys, definitions),
        Shape.Kinds kinds => Kinds(kinds, definitions),
        Shape.Named named => Reference(named, definitions),
        _ => [],
    };

    private static JsonObject Text(Shape.Text text)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (text.Form is { Pattern: { } pattern } form)
        {
            schema["pattern"] = $"({pattern})|{Template}";
            schema["description"] = form.Next;
        }
        return schema;
    }

    private static JsonObject OrTemplate(JsonObject schema) =>
        new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "string", ["pattern"] = Template }) };

    private static JsonObject Bounded(string type, double min, double max, double open)
    {
        var schema = new JsonObject { ["type"] = type, ["minimum"] = Number(min) };
        if (max < open)
            schema["maximum"] = Number(max);
        return schema;
    }

    private static JsonObject Items(Shape.Items items, SortedDictionary<string, JsonNode?> definitions)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = Of(items.Item, definitions) };
        if (items.Min > 0)
            list["minItems"] = items.Min;
        return items.OrOne ? new JsonObject { ["anyOf"] = new JsonArray(list, Of(items.Item, definitions)) } : list;
    }

    private static JsonObject Table(Shape.Table table, SortedDictionary<string, JsonNode?> definitions)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (table.Names is not { Pattern: { } pattern })
            return With(schema, "additionalProperties", Of(table.Value, definitions));
        schema["patternProperties"] = new JsonObject { [pattern] = Of(table.Value, definitions) };
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Kinds(Shape.Kinds kinds, SortedDictionary<string, JsonNode?> definitions) => new()
    {
        ["type"] = "object",
        ["oneOf"] = new JsonArray([.. kinds.Types.Select(t => Kind(t.Type, t.Keys, definitions))]),
    };

    private static JsonNode Kind(string type, Shape.Keys keys, SortedDictionary<string, JsonNode?> definitions)
    {
        var schema = Object(keys, definitions);
        schema["properties"]!["type"] = new JsonObject { ["type"] = "string", ["enum"] = Texts([type]) };
        return schema;
    }

    private static JsonObject Object(Shape.Keys keys, SortedDictionary<string, JsonNode?> definitions)
    {
        var properties = new JsonObject();
        foreach (var entry in keys.Entries)
        {
            properties[entry.Name] = Property(entry, definitions);
            if (keys.Plus)
                properties["+" + entry.Name] = Property(entry, definitions);
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (keys.Entries.Where(e => e.Required).Select(e => e.Name).ToList() is { Count: > 0 } required)
            schema["required"] = Texts(required);
        return With(schema, "additionalProperties", keys.Others is { } others ? Of(others, definitions) : JsonValue.Create(false));
    }

    private static JsonObject Property(ShapeKey key, SortedDictionary<string, JsonNode?> definitions)
    {
        var value = Of(key.Shape, definitions);
        var described = value.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(value) } : value;
        var how = described["description"]?.GetValue<string>();
        described["description"] = key.Doc + (how is null ? "" : " " + how) + (key.DefaultDoc is null ? "" : $" Default: {key.DefaultDoc}.");
        if (key.Default is { } text)
            described["default"] = ToJson(YamlReader.Read("default", text, new ProblemList()));
        return described;
    }

    private static JsonObject Reference(Shape.Named named, SortedDictionary<string, JsonNode?> definitions)
    {
        if (definitions.TryAdd(named.Name, null))
            definitions[named.Name] = Of(named.Target(), definitions);
        return new JsonObject { ["$ref"] = "#/definitions/" + named.Name };
    }

    private static JsonObject With(JsonObject schema, string key, JsonNode value)
    {
        schema[key] = value;
        return schema;
    }

    private static JsonNode? ToJson(YamlNode? node) => node switch
    {
        YamlNode.Map map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
        YamlNode.List list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlNode.Scalar scalar when PlainScalar.FlagOf(scalar) is { } flag => JsonValue.Create(flag),
        YamlNode.Scalar scalar when PlainScalar.NumberOf(scalar) is { } number => Number(number),
        YamlNode.Scalar scalar => JsonValue.Create(scalar.Text),
        _ => null,
    };

    private static JsonNode Number(double value) => value % 1 is 0 ? JsonValue.Create((long)value) : JsonValue.Create(value);

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => JsonValue.Create(t))];
}
