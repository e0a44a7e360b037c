using System.Text.Json;

namespace Tarn.Iceberg.Avro;

/// <summary>Reads a schema from its JSON (Avro 1.11, "Schema Declaration").</summary>
internal sealed class AvroSchemaJson
{
    /// <summary>Deeper schemas are refused; those of Iceberg are six deep.</summary>
    private const int DepthMax = 64;

    private readonly string _location;
    private readonly Dictionary<string, AvroSchema> _named = new(StringComparer.Ordinal);
    private int _depth;

    private AvroSchemaJson(string location) => _location = location;

    /// <summary>The schema of a file at <paramref name="location"/>.</summary>
    /// <exception cref="IcebergException">Corrupt: it is no schema. Unsupported: a type that contains itself.</exception>
    public static AvroSchema Parse(ReadOnlyMemory<byte> json, string location)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax * 4 });
            return new AvroSchemaJson(location).Read(document.RootElement, "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw IcebergException.Corrupt(location, "the Avro schema in its header is not JSON of a schema.", e);
        }
    }

    private AvroSchema Read(JsonElement json, string space)
    {
        if (++_depth > DepthMax)
            throw IcebergException.Corrupt(_location, $"its Avro schema is nested more than {DepthMax} deep.");
        var schema = json.ValueKind switch
        {
            JsonValueKind.String => Named(json.GetString()!, space),
            JsonValueKind.Array => new AvroSchema.Union([.. json.EnumerateArray().Select(branch => Read(branch, space))]),
            JsonValueKind.Object => ReadObject(json, space),
            _ => throw Broken($"{json.ValueKind} where a type should stand"),
        };
        _depth--;
        return schema;
    }

    private AvroSchema ReadObject(JsonElement json, string space)
    {
        if (!json.TryGetProperty("type", out var type))
            throw Broken("a type without 'type'");
        if (type.ValueKind is not JsonValueKind.String)
            return Read(type, space);
        var schema = type.GetString() switch
        {
            "record" or "error" => ReadRecord(json, space),
            "fixed" => Define(json, space, (name, _) => new AvroSchema.Fixed(name, Size(json)) { Logical = LogicalOf(json) }),
            "enum" => Define(json, space, (name, _) => new AvroSchema.Enum(name, [.. Property(json, "symbols").EnumerateArray().Select(s => s.GetString()!)])),
            "array" => new AvroSchema.Array(Read(Property(json, "items"), space), Id(json, "element-id")),
            "map" => new AvroSchema.Map(Read(Property(json, "values"), space), Id(json, "key-id"), Id(json, "value-id")),
            var name => Named(name!, space),
        };
        return LogicalOf(json) is { } logical ? schema with { Logical = logical } : schema;
    }

    private AvroSchema ReadRecord(JsonElement json, string space) =>
        Define(json, space, (name, inner) => new AvroSchema.Record(name, [.. Property(json, "fields").EnumerateArray().Select(f => ReadField(f, inner))]));

    private AvroField ReadField(JsonElement json, string space) =>
        new(Property(json, "name").GetString() ?? throw Broken("a field without a name"), Id(json, "field-id"), Read(Property(json, "type"), space));

    /// <summary>Reads a named type and keeps it for references that follow. A reference from inside itself finds nothing.</summary>
    private AvroSchema Define(JsonElement json, string space, Func<string, string, AvroSchema> read)
    {
        var name = Property(json, "name").GetString() ?? throw Broken("a named type without a name");
        if (json.TryGetProperty("namespace", out var own))
            space = own.GetString() ?? "";
        var full = FullName(name, space);
        var schema = read(full, full.Contains('.', StringComparison.Ordinal) ? full[..full.LastIndexOf('.')] : "");
        _named[full] = schema;
        return schema;
    }

    private AvroSchema Named(string name, string space) => name switch
    {
        "null" => new AvroSchema.Primitive(AvroKind.Null),
        "boolean" => new AvroSchema.Primitive(AvroKind.Boolean),
        "int" => new AvroSchema.Primitive(AvroKind.Int),
        "long" => new AvroSchema.Primitive(AvroKind.Long),
        "float" => new AvroSchema.Primitive(AvroKind.Float),
        "double" => new AvroSchema.Primitive(AvroKind.Double),
        "bytes" => new AvroSchema.Primitive(AvroKind.Bytes),
        "string" => new AvroSchema.Primitive(AvroKind.String),
        _ when _named.TryGetValue(FullName(name, space), out var known) || _named.TryGetValue(name, out known) => known,
        _ => throw IcebergException.Unsupported(_location, $"its Avro schema names the type '{name}', which is unknown or contains itself."),
    };

    private int Size(JsonElement json) =>
        Property(json, "size").GetInt32() is >= 0 and var size ? size : throw Broken("a fixed of negative size");

    private JsonElement Property(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : throw Broken($"a type without '{name}'");

    private IcebergException Broken(string what) => IcebergException.Corrupt(_location, $"its Avro schema has {what}.");

    private static string FullName(string name, string space) =>
        name.Contains('.', StringComparison.Ordinal) || space.Length == 0 ? name : $"{space}.{name}";

    private static int? Id(JsonElement json, string name) =>
        json.TryGetProperty(name, out var id) && id.ValueKind is JsonValueKind.Number ? id.GetInt32() : null;

    private static AvroLogicalType? LogicalOf(JsonElement json)
    {
        if (!json.TryGetProperty("logicalType", out var name) || name.ValueKind is not JsonValueKind.String)
            return null;
        bool? utc = json.TryGetProperty("adjust-to-utc", out var adjust) && adjust.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? adjust.GetBoolean()
            : null;
        return new AvroLogicalType(name.GetString()!, Id(json, "precision") ?? 0, Id(json, "scale") ?? 0, utc);
    }
}
