using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Deletes;

/// <summary>A column by which equality deletes compare rows (spec, "Equality Delete Files").</summary>
/// <param name="FieldId">Its field id.</param>
/// <param name="Top">The column at the top of the schema that it is, or lies in.</param>
/// <param name="Path">Its path from the top, more than one name inside structs.</param>
public sealed record EqualityColumn(int FieldId, NestedField Top, ColumnPath Path)
{
    /// <summary>The column as the table has it now, or had it last: a column that was dropped since still counts.</summary>
    /// <param name="metadata">The table.</param>
    /// <param name="fieldId">The field id that is compared.</param>
    /// <param name="location">A file of deletes that compares it.</param>
    /// <exception cref="IcebergException">
    /// Corrupt: the table never had it, or it has not one value a row. Unsupported: it lies in a struct and was renamed there, and the engine finds what lies in
    /// structs by its name.
    /// </exception>
    public static EqualityColumn Of(TableMetadata metadata, int fieldId, string location)
    {
        var schema = metadata.Schemas.OrderByDescending(schema => schema.SchemaId).Prepend(metadata.CurrentSchema)
            .FirstOrDefault(schema => SchemaColumns.TypeOf(schema, fieldId) is not null)
            ?? throw IcebergException.Corrupt(location, $"compares the field id {fieldId}, which is no column of one value in any schema of the table.");
        var path = SchemaFields.PathOf(schema, fieldId)!;
        var names = metadata.Schemas.Select(other => SchemaFields.PathOf(other, fieldId)).OfType<ColumnPath>().Select(other => string.Join('\n', other.Names.Skip(1)));
        if (names.Distinct(StringComparer.Ordinal).Skip(1).Any())
            throw IcebergException.Unsupported(location, $"compares the field id {fieldId}, '{path}', which was renamed inside its struct.");
        return new EqualityColumn(fieldId, schema.Fields.First(field => field.Name == path.Names[0]), path);
    }
}
