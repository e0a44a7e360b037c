using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The COPY that writes rows as Parquet files of a table. Pure text.</summary>
public static class CopySql
{
    /// <summary>Rows a row group, as DuckDB and most readers like them.</summary>
    private const int RowGroupRows = 122_880;

    /// <summary>
    /// Casts each column to its Iceberg-safe type, writes field ids and the schema's JSON into the footer, and answers a row a file with its
    /// statistics.
    /// </summary>
    /// <param name="schema">The schema the files are written by; the rows have its columns by name.</param>
    /// <param name="schemaJson">The same as JSON, for readers that resolve names by the footer.</param>
    /// <param name="select">A SELECT that gives the rows.</param>
    /// <param name="labels">Columns of the rows that are enumerations: they are written as text without a cast.</param>
    /// <param name="target">The file to write.</param>
    public static string Of(TableSchema schema, string schemaJson, string select, IReadOnlySet<string> labels, string target) =>
        $$"""
        copy (
        select {{string.Join(", ", schema.Fields.Select(f => labels.Contains(f.Name) && f.Type is IcebergType.String ? SqlText.Name(f.Name) : Cast(f)))}}
        from (
        {{select}}
        ) as rows
        ) to {{SqlText.Text(target)}} (
        format parquet, compression zstd, row_group_size {{RowGroupRows}}, return_stats,
        field_ids {{FieldIds(schema.Fields)}},
        kv_metadata {'iceberg.schema': {{SqlText.Text(schemaJson)}}}
        )
        """;

    private static string Cast(NestedField field) =>
        $"{SqlText.Name(field.Name)}::{EngineType.SqlOf(field.Type)} as {SqlText.Name(field.Name)}";

    private static string FieldIds(FieldList fields) => $"{{{string.Join(", ", fields.Select(f => $"{SqlText.Name(f.Name)}: {Ids(f.Id, f.Type)}"))}}}";

    private static string Ids(int id, IcebergType type) => type switch
    {
        IcebergType.Struct s => $"{{__duckdb_field_id: {id}, {FieldIds(s.Fields)[1..]}",
        IcebergType.List l => $"{{__duckdb_field_id: {id}, element: {Ids(l.ElementId, l.Element)}}}",
        IcebergType.Map m => $"{{__duckdb_field_id: {id}, key: {Ids(m.KeyId, m.Key)}, value: {Ids(m.ValueId, m.Value)}}}",
        _ => id.ToString(),
    };
}
