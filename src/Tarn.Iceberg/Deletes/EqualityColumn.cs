using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Deletes;

/// <summary>A column by which equality deletes compare rows (spec, "Equality Delete Files").</summary>
/// <param name="FieldId">Its field id.</param>
/// <param name="Top">The column at the top of the schema that it is, or lies in.</param>
/// <param name="Path">Its path from the top, more than one name inside structs.</param>
public sealed record EqualityColumn(int FieldId, NestedField Top, ColumnPath Path)
{
    /// <summary>The column as the version has it, or as the table had it last: a column that was dropped since still counts.</summary>
    /// <param name="version">The table.</param>
    /// <param name="fieldId">The field id that is compared.</param>
    /// <param name="location">A file of deletes that compares it.</param>
    /// <exception cref="IcebergException">
    /// Corrupt: the table never had it, or it has not one value a row. Unsupported: it was dropped from a struct that is still there.
    /// </exception>
    public static EqualityColumn Of(TableVersion version, int fieldId, string location)
    {
        var schema = version.Metadata.Schemas.OrderByDescending(schema => schema.SchemaId).Prepend(version.Metadata.CurrentSchema).Prepend(version.Schema)
            .FirstOrDefault(schema => SchemaColumns.TypeOf(schema, fieldId) is not null)
            ?? throw IcebergException.Corrupt(location, $"compares the field id {fieldId}, which is no column of one value in any schema of the table.");
        var path = SchemaFields.PathOf(schema, fieldId)!;
        var top = schema.Fields.First(field => field.Name == path.Names[0]);
        return path.Names.Count == 1 || ReferenceEquals(schema, version.Schema) || version.Schema.Fields.All(field => field.Id != top.Id)
            ? new EqualityColumn(fieldId, top, path)
            : throw IcebergException.Unsupported(location, $"compares the field id {fieldId}, '{path}', which was dropped from its struct.");
    }
}
