using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The SELECT that reads a table's files by field id, as its schema is now. Pure text.</summary>
public static class ReadSql
{
    /// <summary>
    /// Columns that were renamed, added or promoted since a file was written come out as the schema has them; an empty list of files gives no
    /// rows, with the right types.
    /// </summary>
    /// <param name="schema">The schema to read as.</param>
    /// <param name="files">Local paths of Parquet files that carry field ids.</param>
    public static string Of(TableSchema schema, IReadOnlyList<string> files) =>
        files.Count == 0 ? Empty(schema) : $"select {Columns(schema)} from {Scan(schema, files)}";

    /// <summary>The table function call alone, so that <c>filename</c> and <c>file_row_number</c> can be selected beside the columns.</summary>
    public static string Scan(TableSchema schema, IReadOnlyList<string> files) => Scan(schema.Fields, field => field.Name, files);

    /// <summary>The table function call for some columns, each by a name of its own.</summary>
    internal static string Scan(IEnumerable<NestedField> fields, Func<NestedField, string> nameOf, IReadOnlyList<string> files) =>
        $"read_parquet([{string.Join(", ", files.Select(SqlText.Text))}], schema = MAP {{{string.Join(", ", fields.Select(field => Field(field, nameOf(field))))}}})";

    private static string Columns(TableSchema schema) => SqlText.Names(schema.Fields.Select(f => f.Name));

    private static string Field(NestedField field, string name) =>
        $"{field.Id}: {{name: {SqlText.Text(name)}, type: {SqlText.Text(EngineType.SqlOf(field.Type))}, default_value: NULL}}";

    private static string Empty(TableSchema schema) =>
        $"select {string.Join(", ", schema.Fields.Select(f => $"NULL::{EngineType.SqlOf(f.Type)} as {SqlText.Name(f.Name)}"))} where false";
}
