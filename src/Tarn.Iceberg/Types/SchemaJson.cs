using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tarn.Iceberg.Types;

/// <summary>Schemas as JSON (spec, Appendix C, "Schemas"): in table metadata, in manifest headers, in Parquet's <c>iceberg.schema</c>.</summary>
public static class SchemaJson
{
    /// <summary>The schema as compact JSON.</summary>
    public static string Print(TableSchema schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, schema);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The schema of a JSON text; <paramref name="location"/> names the place it came from in messages.</summary>
    /// <exception cref="IcebergException">Corrupt: it is no JSON, or the property named is missing or wrong.</exception>
    public static TableSchema Parse(string json, string location = "schema")
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, "", location);
        }
        catch (JsonException e)
        {
            throw IcebergException.Corrupt(location, $"is not JSON: {e.Message}", e);
        }
    }

    /// <summary>Writes the schema as a value.</summary>
    public static void Write(Utf8JsonWriter writer, TableSchema schema)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "struct");
        writer.WriteNumber("schema-id", schema.SchemaId);
        if (schema.IdentifierFieldIds.Count > 0)
        {
            writer.WriteStartArray("identifier-field-ids");
            foreach (var id in schema.IdentifierFieldIds)
                writer.WriteNumberValue(id);
            writer.WriteEndArray();
        }
        TypeJson.WriteFields(writer, schema.Fields);
        writer.WriteEndObject();
    }

    /// <summary>The schema at a path of a file. Without <c>schema-id</c>, as version 1 wrote it, its id is 0.</summary>
    /// <exception cref="IcebergException">Corrupt: a property is missing or wrong.</exception>
    internal static TableSchema Read(JsonElement json, string path, string location)
    {
        var place = new JsonPlace(json, path, location);
        var kind = place.Required("type");
        if (kind.Text() != "struct")
            throw kind.Broken("is not 'struct'.");
        var schema = new TableSchema
        {
            SchemaId = place.Optional("schema-id")?.Int() ?? 0,
            Fields = TypeJson.ReadFields(place),
            IdentifierFieldIds = [.. place.Optional("identifier-field-ids")?.Items().Select(item => item.Int()) ?? []],
        };
        if (SchemaRules.Problems(schema) is [var problem, ..])
            throw place.Broken($"is no schema: {problem}");
        return schema;
    }

    /// <summary>The schema as an element of its own.</summary>
    internal static JsonElement ToElement(TableSchema schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, schema);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
