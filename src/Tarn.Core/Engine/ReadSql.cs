using System.Globalization;
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
        Call(files, fields.Select(field => Field(field, nameOf(field))));

    /// <summary>The table function call with columns as <see cref="Entry"/> makes them.</summary>
    internal static string Call(IReadOnlyList<string> files, IEnumerable<string> entries) =>
        $"read_parquet([{string.Join(", ", files.Select(SqlText.Text))}], schema = MAP {{{string.Join(", ", entries)}}})";

    /// <summary>A column of the call.</summary>
    /// <param name="key">Its field id, or its name in the files as SQL text; all columns have the one or the other.</param>
    /// <param name="name">Its name from here on.</param>
    /// <param name="type">Its type in SQL.</param>
    /// <param name="absent">Its value, as text, in files that do not have it; null is null.</param>
    internal static string Entry(string key, string name, string type, string? absent) =>
        $"{key}: {{name: {SqlText.Text(name)}, type: {SqlText.Text(type)}, default_value: {(absent is null ? "NULL" : SqlText.Text(absent))}}}";

    private static string Columns(TableSchema schema) => SqlText.Names(schema.Fields.Select(f => f.Name));

    private static string Field(NestedField field, string name) => Entry(
        field.Id.ToString(CultureInfo.InvariantCulture), name, EngineType.SqlOf(field.Type), field is { InitialDefault: { } value, Type: IcebergType.Primitive } ? SqlLiteral.Text(field.Type, value) : null);

    private static string Empty(TableSchema schema) =>
        $"select {string.Join(", ", schema.Fields.Select(f => $"NULL::{EngineType.SqlOf(f.Type)} as {SqlText.Name(f.Name)}"))} where false";
}
