using System.Text;
using System.Text.Json;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Manifests;

/// <summary>The schema in a manifest's header, as JSON (spec, Appendix C, "Schemas").</summary>
internal static class SchemaText
{
    public static string Json(TableSchema schema)
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "struct");
            writer.WriteNumber("schema-id", schema.SchemaId);
            WriteFields(writer, schema.Fields);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteFields(Utf8JsonWriter writer, FieldList fields)
    {
        writer.WriteStartArray("fields");
        foreach (var field in fields)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", field.Id);
            writer.WriteString("name", field.Name);
            writer.WriteBoolean("required", field.Required);
            WriteType(writer, "type", field.Type);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter writer, string name, IcebergType type)
    {
        if (type is IcebergType.Primitive primitive)
        {
            writer.WriteString(name, NameOf(primitive));
            return;
        }
        writer.WriteStartObject(name);
        writer.WriteString("type", type.GetType().Name.ToLowerInvariant());
        WriteChildren(writer, type);
        writer.WriteEndObject();
    }

    private static void WriteChildren(Utf8JsonWriter writer, IcebergType type)
    {
        switch (type)
        {
            case IcebergType.Struct s: WriteFields(writer, s.Fields); break;
            case IcebergType.List l:
                writer.WriteNumber("element-id", l.ElementId);
                WriteType(writer, "element", l.Element);
                writer.WriteBoolean("element-required", l.ElementRequired);
                break;
            case IcebergType.Map m:
                writer.WriteNumber("key-id", m.KeyId);
                WriteType(writer, "key", m.Key);
                writer.WriteNumber("value-id", m.ValueId);
                WriteType(writer, "value", m.Value);
                writer.WriteBoolean("value-required", m.ValueRequired);
                break;
        }
    }

    private static string NameOf(IcebergType.Primitive type) => type switch
    {
        IcebergType.Decimal d => $"decimal({d.Precision}, {d.Scale})",
        IcebergType.Fixed f => $"fixed[{f.Length}]",
        IcebergType.Timestamp t => t.WithZone ? "timestamptz" : "timestamp",
        IcebergType.TimestampNanos t => t.WithZone ? "timestamptz_ns" : "timestamp_ns",
        _ => type.GetType().Name.ToLowerInvariant(),
    };
}
