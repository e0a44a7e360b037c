using System.Globalization;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The COPY statements that write rows as Parquet files of a table: columns cast to their Iceberg-safe types, field ids and the schema's JSON in the footer,
/// and an answer of one row a file with its statistics. Pure text.
/// </summary>
/// <param name="schema">The schema the files are written by.</param>
public sealed class CopySql(TableSchema schema)
{
    /// <summary>Rows a row group, as DuckDB and most readers like them.</summary>
    private const int RowGroupRows = 122_880;

    private readonly string _footer =
        $"field_ids {FieldIds(schema.Fields)},\nkv_metadata {{'iceberg.schema': {SqlText.Text(SchemaJson.Print(schema))}}}";

    /// <summary>Columns of the rows that are enumerations: they are written as text without a cast.</summary>
    public IReadOnlySet<string> Labels { get; init; } = new HashSet<string>();

    /// <summary>The same for rows that come from files.</summary>
    public CopySql Unlabelled() => new(schema);

    /// <summary>Rows in any order, into one file.</summary>
    public string Whole(string select, string file) => Copy(Cast(select), file, "");

    /// <summary>Rows in any order, into a folder that is not there, in files of about a size. Costs two milliseconds more than one file, however small.</summary>
    /// <param name="select">A SELECT that gives the rows; it has the schema's columns by name.</param>
    /// <param name="bytes">The size at which another file is begun.</param>
    /// <param name="folder">The folder.</param>
    public string BySize(string select, long bytes, string folder) =>
        Copy(Cast(select), folder, string.Create(CultureInfo.InvariantCulture, $"file_size_bytes {bytes}"));

    /// <summary>Rows in the table's order, into one file.</summary>
    public string Sorted(string select, SortOrder order, string file) => Copy($"{Cast(select)}\norder by {Terms(order)}", file, "preserve_order true");

    /// <summary>Rows of a file as they stand, from one to before another.</summary>
    public string Slice(string file, (long From, long To) rows, string target) => Copy(
        Cast($"from read_parquet({SqlText.Text(file)}, file_row_number = true)\nwhere file_row_number >= {rows.From} and file_row_number < {rows.To}"), target, "preserve_order true");

    /// <summary>Rows in any order, into a folder that is not there, in one file for each partition.</summary>
    public string ByPartition(string select, PartitionSpec spec, string folder)
    {
        var parts = spec.Fields.Select((field, i) => $"{ValueOf(field.SourceId, field.Transform)} as {Part(i)}");
        return Copy(
            $"select *, {string.Join(", ", parts)} from (\n{Cast(select)}\n) as rows", folder,
            $"partition_by ({string.Join(", ", spec.Fields.Select((_, i) => Part(i)))}), hive_file_pattern false, filename_pattern 'part_{{uuidv7}}'");
    }

    /// <summary>The columns that a partition spec is made from, of the first row of each file: <c>filename</c>, then <c>p0</c>, <c>p1</c>.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="files">Files of one partition each.</param>
    public string FirstRows(PartitionSpec spec, IEnumerable<string> files) =>
        $"""
        select filename, {string.Join(", ", spec.Fields.Select((field, i) => $"{StoredValue.Sql(TypeOf(field.SourceId), ColumnOf(field.SourceId))} as p{i}"))}
        from read_parquet([{string.Join(", ", files.Select(SqlText.Text))}], filename = true, file_row_number = true)
        where file_row_number = 0
        """;

    private string Copy(string select, string target, string layout) =>
        $"""
        copy (
        {select}
        ) to {SqlText.Text(target)} (
        format parquet, compression zstd, row_group_size {RowGroupRows}, return_stats{(layout.Length == 0 ? "" : ", " + layout)},
        {_footer}
        )
        """;

    private string Cast(string select) =>
        $"""
        select {string.Join(", ", schema.Fields.Select(Cast))}
        from (
        {select}
        ) as rows
        """;

    private string Cast(NestedField field) => Labels.Contains(field.Name) && field.Type is IcebergType.String
        ? SqlText.Name(field.Name)
        : $"{SqlText.Name(field.Name)}::{EngineType.SqlOf(field.Type)} as {SqlText.Name(field.Name)}";

    private string Terms(SortOrder order) => string.Join(", ", order.Fields.Select(f =>
        $"{ValueOf(f.SourceId, f.Transform)} {(f.Descending ? "desc" : "asc")} nulls {(f.NullsLast ? "last" : "first")}"));

    private string ValueOf(int id, Transform transform) => TransformSql.Of(transform, TypeOf(id), ColumnOf(id));

    private IcebergType TypeOf(int id) => SchemaFields.ById(schema, id)!.Type;

    private string ColumnOf(int id)
    {
        var path = SchemaFields.PathOf(schema, id)!;
        return string.Join('.', path.Names.Select(SqlText.Name));
    }

    /// <summary>A name that no sane table has: the column is dropped from the files again.</summary>
    private static string Part(int index) => $"_tarn_partition_{index}";

    private static string FieldIds(FieldList fields) => $"{{{string.Join(", ", fields.Select(f => $"{SqlText.Name(f.Name)}: {Ids(f.Id, f.Type)}"))}}}";

    private static string Ids(int id, IcebergType type) => type switch
    {
        IcebergType.Struct s => $"{{__duckdb_field_id: {id}, {FieldIds(s.Fields)[1..]}",
        IcebergType.List l => $"{{__duckdb_field_id: {id}, element: {Ids(l.ElementId, l.Element)}}}",
        IcebergType.Map m => $"{{__duckdb_field_id: {id}, key: {Ids(m.KeyId, m.Key)}, value: {Ids(m.ValueId, m.Value)}}}",
        _ => id.ToString(CultureInfo.InvariantCulture),
    };
}
