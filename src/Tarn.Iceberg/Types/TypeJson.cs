using System.Text.Json;

namespace Tarn.Iceberg.Types;

/// <summary>Types and fields as JSON (spec, Appendix C, "Schemas").</summary>
internal static class TypeJson
{
    /// <summary>Writes a type as a value.</summary>
    public static void Write(Utf8JsonWriter writer, IcebergType type)
    {
        if (type is IcebergType.Primitive)
        {
            writer.WriteStringValue(TypeText.Print(type));
            return;
        }
        writer.WriteStartObject();
        WriteNested(writer, type);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>"fields": [...]</c>.</summary>
    public static void WriteFields(Utf8JsonWriter writer, FieldList fields)
    {
        writer.WriteStartArray("fields");
        foreach (var field in fields)
            WriteField(writer, field);
        writer.WriteEndArray();
    }

    /// <summary>Reads a type.</summary>
    public static IcebergType Read(JsonPlace place)
    {
        if (place.Value.ValueKind is JsonValueKind.String)
            return ReadPrimitive(place);
        var kind = place.Required("type");
        return kind.Text() switch
        {
            "struct" => new IcebergType.Struct(ReadFields(place)),
            "list" => new IcebergType.List(
                place.Required("element-id").Int(), Read(place.Required("element")), place.Optional("element-required")?.Bool() ?? false),
            "map" => new IcebergType.Map(
                place.Required("key-id").Int(), Read(place.Required("key")),
                place.Required("value-id").Int(), Read(place.Required("value")), place.Optional("value-required")?.Bool() ?? false),
            var other => throw kind.Broken($"is '{other}', not struct, list or map."),
        };
    }

    /// <summary>Reads <c>"fields"</c> of an object.</summary>
    public static FieldList ReadFields(JsonPlace place) => new(place.Required("fields").Items().Select(ReadField));

    private static void WriteNested(Utf8JsonWriter writer, IcebergType type)
    {
        switch (type)
        {
            case IcebergType.Struct s:
                writer.WriteString("type", "struct");
                WriteFields(writer, s.Fields);
                break;
            case IcebergType.List list:
                writer.WriteString("type", "list");
                WriteChild(writer, "element", list.ElementId, list.Element);
                writer.WriteBoolean("element-required", list.ElementRequired);
                break;
            case IcebergType.Map map:
                writer.WriteString("type", "map");
                WriteChild(writer, "key", map.KeyId, map.Key);
                WriteChild(writer, "value", map.ValueId, map.Value);
                writer.WriteBoolean("value-required", map.ValueRequired);
                break;
        }
    }

    private static void WriteChild(Utf8JsonWriter writer, string name, int id, IcebergType type)
    {
        writer.WriteNumber($"{name}-id", id);
        writer.WritePropertyName(name);
        Write(writer, type);
    }

    private static void WriteField(Utf8JsonWriter writer, NestedField field)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", field.Id);
        writer.WriteString("name", field.Name);
        writer.WriteBoolean("required", field.Required);
        writer.WritePropertyName("type");
        Write(writer, field.Type);
        if (field.Doc is not null)
            writer.WriteString("doc", field.Doc);
        WriteDefault(writer, "initial-default", field.Type, field.InitialDefault);
        WriteDefault(writer, "write-default", field.Type, field.WriteDefault);
        writer.WriteEndObject();
    }

    private static void WriteDefault(Utf8JsonWriter writer, string name, IcebergType type, object? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        SingleValueJson.Write(writer, type, value);
    }

    private static IcebergType.Primitive ReadPrimitive(JsonPlace place)
    {
        try
        {
            return TypeText.Parse(place.Text());
        }
        catch (IcebergException e) when (e.Kind is IcebergFault.Invalid)
        {
            throw place.Broken($"is '{place.Text()}', which is not an Iceberg type.", e);
        }
        catch (IcebergException e)
        {
            throw new IcebergException(e.Kind, $"{place.Location}: property '{place.Path}': {e.Message}", place.Location, e) { Property = place.Path };
        }
    }

    private static NestedField ReadField(JsonPlace place)
    {
        var type = Read(place.Required("type"));
        return new NestedField
        {
            Id = place.Required("id").Int(),
            Name = place.Required("name").Text(),
            Type = type,
            Required = place.Required("required").Bool(),
            Doc = place.Optional("doc")?.Text(),
            InitialDefault = ReadDefault(type, place.Optional("initial-default")),
            WriteDefault = ReadDefault(type, place.Optional("write-default")),
        };
    }

    private static object? ReadDefault(IcebergType type, JsonPlace? place)
    {
        if (place is not { } value)
            return null;
        try
        {
            return SingleValueJson.Read(type, value.Value);
        }
        catch (IcebergException e)
        {
            throw value.Broken($"is no value of the type {TypeText.Print(type)}.", e);
        }
    }
}
