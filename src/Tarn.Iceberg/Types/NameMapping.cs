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

    /// <summary>The field of a name among siblings; null when none has it.</summary>
    public static MappedField? Find(IReadOnlyList<MappedField> siblings, string name) => siblings.FirstOrDefault(field => field.Names.Contains(name, StringComparer.Ordinal));

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
