namespace Tarn.Iceberg.Types;

/// <summary>Finds columns that have one value a row: those at the top and those inside structs, not those inside lists and maps.</summary>
internal static class SchemaColumns
{
    /// <summary>The primitive type of a column, or null when the schema has no such column.</summary>
    public static IcebergType.Primitive? TypeOf(TableSchema schema, int fieldId) => TypeOf(schema.Fields, fieldId);

    private static IcebergType.Primitive? TypeOf(FieldList fields, int fieldId)
    {
        foreach (var field in fields)
        {
            if (field.Id == fieldId)
                return field.Type as IcebergType.Primitive;
            if (field.Type is IcebergType.Struct inner && TypeOf(inner.Fields, fieldId) is { } found)
                return found;
        }
        return null;
    }
}
