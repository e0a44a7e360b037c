using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The schema a write leaves the table with, and the last column id it used. Pure.</summary>
/// <param name="Schema">The schema; its id counts only when it is <see cref="IsNew"/>.</param>
/// <param name="LastColumnId">The highest id ever given out.</param>
/// <param name="IsNew">True when the table must learn it.</param>
public sealed record SchemaPlan(TableSchema Schema, int LastColumnId, bool IsNew)
{
    /// <summary>Rows are added: columns stay, new ones join at the end, types widen where Iceberg allows it.</summary>
    /// <exception cref="Tarn.Iceberg.IcebergException">Invalid: a type cannot become the other; every such column is told.</exception>
    public static SchemaPlan Append(TableMetadata table, TableSchema incoming)
    {
        var changes = SchemaEvolution.UnionByName(table.CurrentSchema, incoming, table.FormatVersion);
        if (changes.Count == 0)
            return new SchemaPlan(table.CurrentSchema, table.LastColumnId, IsNew: false);
        var evolved = SchemaEvolution.Apply(table.CurrentSchema, table.LastColumnId, changes, table.FormatVersion);
        return Learned(table, evolved.Schema, evolved.LastColumnId);
    }

    /// <summary>All rows are new: the columns are the incoming ones in their order; a column that keeps name and type keeps its id.</summary>
    public static SchemaPlan Replace(TableMetadata table, TableSchema incoming)
    {
        var fresh = new FreshIds(table.LastColumnId);
        var fields = new FieldList(incoming.Fields.Select(field => Kept(table.CurrentSchema, field) ?? Renewed(field, fresh)));
        return fields.Equals(table.CurrentSchema.Fields)
            ? new SchemaPlan(table.CurrentSchema, table.LastColumnId, IsNew: false)
            : Learned(table, table.CurrentSchema with { Fields = fields, IdentifierFieldIds = [] }, fresh.LastColumnId);
    }

    private static SchemaPlan Learned(TableMetadata table, TableSchema schema, int lastColumnId) =>
        new(schema with { SchemaId = table.Schemas.Max(s => s.SchemaId) + 1 }, lastColumnId, IsNew: true);

    private static NestedField? Kept(TableSchema current, NestedField field) =>
        current.Fields.FirstOrDefault(f => f.Name == field.Name && EngineType.SqlOf(f.Type) == EngineType.SqlOf(field.Type) && StoredColumns.IsWritable(f.Type));

    private static NestedField Renewed(NestedField field, FreshIds fresh) => field with { Id = fresh.Next(), Type = fresh.Assign(field.Type) };
}
