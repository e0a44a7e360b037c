using System.Text;
using System.Text.Json;

namespace Tarn.Iceberg.Types;

/// <summary>
/// Which column of a file without field ids is which field, by the names of columns: the table property <c>schema.name-mapping.default</c> (spec, "Column
/// Projection" and Appendix C, "Name Mapping Serialization").
/// </summary>
/// <param name="Fields">The fields at the top.</param>
public sealed record NameMapping(IReadOnlyList<MappedField> Fields)
{
    /// <summary>The table property that holds the mapping as JSON.</summary>
    public const string Property = "schema.name-mapping.default";

    /// <summary>The mapping of a table's properties; null when they have none.</summary>
    /// <param name="properties">The table's properties.</param>
    /// <param name="location">Where they stand, for messages.</param>
    /// <exception cref="IcebergException">Corrupt: the property is no such mapping.</exception>
    public static NameMapping? Of(IReadOnlyDictionary<string, string> properties, string location) =>
        properties.TryGetValue(Property, out var json) ? Parse(json, location) : null;

    /// <summary>The mapping that knows every column of a schema by its name too. A name that means another field already stays with that.</summary>
    public NameMapping Covering(TableSchema schema) => new(Covering(Fields, schema.Fields));

    /// <summary>As the table property has it.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            Write(json, Fields);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The field of a name among siblings; null when none has it.</summary>
    public static MappedField? Find(IReadOnlyList<MappedField> siblings, string name) => siblings.FirstOrDefault(field => field.Names.Contains(name, StringComparer.Ordinal));

    private static List<MappedField> Covering(IReadOnlyList<MappedField> siblings, IEnumerable<NestedField> fields)
    {
        var covered = siblings.ToList();
        foreach (var field in fields)
        {
            var at = covered.FindIndex(one => one.FieldId == field.Id);
            var known = at < 0 ? new MappedField(field.Id, [], []) : covered[at];
            var names = Find(covered, field.Name) is null ? [.. known.Names, field.Name] : known.Names;
            var now = known with { Names = names, Fields = Covering(known.Fields, SchemaFields.Children(field.Type)) };
            if (at < 0)
                covered.Add(now);
            else
                covered[at] = now;
        }
        return covered;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<MappedField> fields)
    {
        json.WriteStartArray();
        foreach (var field in fields)
        {
            json.WriteStartObject();
            if (field.FieldId is { } id)
                json.WriteNumber("field-id", id);
            json.WriteStartArray("names");
            foreach (var name in field.Names)
                json.WriteStringValue(name);
            json.WriteEndArray();
            if (field.Fields.Count > 0)
            {
                json.WritePropertyName("fields");
                Write(json, field.Fields);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static NameMapping Parse(string json, string location)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new NameMapping(Read(new JsonPlace(document.RootElement, $"properties.{Property}", location)));
        }
        catch (JsonException e)
        {
            throw IcebergException.BrokenProperty(location, $"properties.{Property}", $"is not JSON: {e.Message}", e);
        }
    }

    private static IReadOnlyList<MappedField> Read(JsonPlace fields) => [.. fields.Items().Select(ReadField)];

    private static MappedField ReadField(JsonPlace place) => new(
        place.Optional("field-id")?.Int(),
        [.. place.Required("names").Items().Select(name => name.Text())],
        place.Optional("fields") is { } children ? Read(children) : []);
}
