namespace Tarn.Iceberg.Types;

/// <summary>Finds fields of a schema, nested ones included. List elements, map keys and map values count as fields named element, key and value.</summary>
public static class SchemaFields
{
    /// <summary>Every field with its path, parents before children, in order.</summary>
    public static IEnumerable<(ColumnPath Path, NestedField Field)> All(TableSchema schema) => Within(ColumnPath.Root, schema.Fields);

    /// <summary>The field of an id, at any depth; null when there is none.</summary>
    public static NestedField? ById(TableSchema schema, int id) => All(schema).FirstOrDefault(found => found.Field.Id == id).Field;

    /// <summary>The path of an id; null when there is none.</summary>
    public static ColumnPath? PathOf(TableSchema schema, int id) => All(schema).FirstOrDefault(found => found.Field.Id == id).Path;

    /// <summary>The field of a path; null when there is none.</summary>
    public static NestedField? Find(TableSchema schema, ColumnPath path)
    {
        NestedField? found = null;
        IEnumerable<NestedField> siblings = schema.Fields;
        foreach (var name in path.Names)
        {
            found = siblings.FirstOrDefault(field => field.Name == name);
            if (found is null)
                return null;
            siblings = Children(found.Type);
        }
        return found;
    }

    /// <summary>The highest id, 0 for a schema without fields.</summary>
    public static int HighestId(TableSchema schema) => All(schema).Select(found => found.Field.Id).DefaultIfEmpty().Max();

    /// <summary>The children of a type as fields; empty for primitives.</summary>
    internal static IEnumerable<NestedField> Children(IcebergType type) => type switch
    {
        IcebergType.Struct s => s.Fields,
        IcebergType.List list => [new NestedField { Id = list.ElementId, Name = "element", Type = list.Element, Required = list.ElementRequired }],
        IcebergType.Map map =>
        [
            new NestedField { Id = map.KeyId, Name = "key", Type = map.Key, Required = true },
            new NestedField { Id = map.ValueId, Name = "value", Type = map.Value, Required = map.ValueRequired },
        ],
        _ => [],
    };

    private static IEnumerable<(ColumnPath Path, NestedField Field)> Within(ColumnPath parent, IEnumerable<NestedField> fields) =>
        fields.SelectMany(field => Within(parent.Child(field.Name), Children(field.Type)).Prepend((parent.Child(field.Name), field)));
}
