using System.Globalization;
using Tarn.DuckDb;
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

    /// <summary>The column that tells rows of partitions that are not open.</summary>
    internal const string Aside = "_tarn_aside";

    /// <summary>The column that tells in which part of all partitions a row is.</summary>
    internal const string PartOfHash = "_tarn_part_of_hash";

    private readonly string _footer = $"{{'iceberg.schema': {SqlText.Text(SchemaJson.Print(schema))}}}";
    private readonly FieldList _stored = StoredColumns.Of(schema.Fields);

    /// <summary>The rows' columns by name, as the engine has them. One that is not told is cast as any.</summary>
    public IReadOnlyDictionary<string, DuckDbType> Columns { get; init; } = new Dictionary<string, DuckDbType>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the pages of files are compressed.</summary>
    public ParquetCompression Compression { get; init; } = new();

    /// <summary>The schema the files are written by.</summary>
    public TableSchema Schema => schema;

    /// <summary>The same for rows that come from files that were written so.</summary>
    public CopySql FromFiles() => new(schema) { Compression = Compression };

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

    /// <summary>Rows in any order, into a folder that is not there, in one file for each partition that is open, and all others in one, put aside.</summary>
    /// <param name="select">A SELECT that gives the rows.</param>
    /// <param name="spec">The partitions.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="isOpen">The condition that the partition with a hash is open.</param>
    public string ByPartition(string select, PartitionSpec spec, string folder, Func<string, string> isOpen)
    {
        var parts = spec.Fields.Select((_, i) => Part(i)).ToList();
        var open = parts.Select(part => $"if({Aside}, null, {part}) as {part}");
        return CopyBy(
            $"""
            select * replace ({string.Join(", ", open)}) from (
            select *, not {isOpen(Hash(spec))} as {Aside} from (
            {WithParts(select, spec)}
            ))
            """,
            [Aside, .. parts], folder);
    }

    /// <summary>Rows in any order, into a folder that is not there, split so that a partition is in one part only.</summary>
    /// <param name="select">A SELECT that gives the rows.</param>
    /// <param name="spec">The partitions.</param>
    /// <param name="parts">How many parts, and which hash tells them: partitions that one hash brings together another parts.</param>
    /// <param name="folder">The folder.</param>
    public string ByHash(string select, PartitionSpec spec, (long Count, int Hash) parts, string folder) => CopyBy(
        $"""
        select * exclude ({string.Join(", ", spec.Fields.Select((_, i) => Part(i)))}), hash({parts.Hash}, {Hash(spec)}) % {parts.Count} as {PartOfHash} from (
        {WithParts(select, spec)}
        )
        """,
        [PartOfHash], folder);

    /// <summary>How many partitions rows are in, in a row of one column; one less when two have the same hash.</summary>
    public string CountPartitions(string select, PartitionSpec spec) =>
        $"""
        select count(distinct {Hash(spec)}) from (
        {WithParts(select, spec)}
        )
        """;

    /// <summary>The columns that a partition spec is made from, of the first row of each file: <c>filename</c>, then <c>p0</c>, <c>p1</c>; null for void.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="files">Files of one partition each.</param>
    public string FirstRows(PartitionSpec spec, IEnumerable<string> files) =>
        $"""
        select filename, {string.Join(", ", spec.Fields.Select((field, i) => $"{(field.Transform is Transform.Void ? "null" : StoredValue.Sql(TypeOf(field.SourceId), ColumnOf(field.SourceId)))} as p{i}"))}
        from read_parquet([{string.Join(", ", files.Select(SqlText.Text))}], filename = true, file_row_number = true)
        where file_row_number = 0
        """;

    private string CopyBy(string select, IEnumerable<string> columns, string folder) =>
        Copy(select, folder, $"partition_by ({string.Join(", ", columns)}), hive_file_pattern false, filename_pattern 'part_{{uuidv7}}'");

    private string WithParts(string select, PartitionSpec spec) =>
        $"""
        select *, {string.Join(", ", spec.Fields.Select((field, i) => $"{ValueOf(field.Transform, field.SourceId)} as {Part(i)}"))} from (
        {Cast(select)}
        ) as rows
        """;

    private static string Hash(PartitionSpec spec) => $"hash({string.Join(", ", spec.Fields.Select((_, i) => Part(i)))})";

    private string Copy(string select, string target, string layout) =>
        $"""
        copy (
        {select}
        ) to {SqlText.Text(target)} (
        format parquet, {Compression.Sql}, row_group_size {RowGroupRows}, return_stats{(layout.Length == 0 ? "" : ", " + layout)},
        {(Special().Length == 0 ? "" : Special() + ", ")}field_ids {FieldIds(_stored)},
        kv_metadata {_footer}
        )
        """;

    private string Cast(string select) =>
        $"""
        select {string.Join(", ", _stored.Select(Cast))}
        from (
        {select}
        ) as rows
        """;

    private string Cast(NestedField field)
    {
        var (name, type) = (SqlText.Name(field.Name), EngineType.SqlOf(field.Type));
        return Columns.GetValueOrDefault(field.Name) switch
        {
            DuckDbType.Enum when field.Type is IcebergType.String => name,
            { } given when Nanoseconds.AreCut(given, field.Type) => $"{Nanoseconds.Cast(field.Name, given, type)} as {name}",
            _ => $"{name}::{type} as {name}",
        };
    }

    /// <summary>
    /// Variants stay whole: the engine's own shredding makes optional groups of what the Parquet spec wants required, and one by a type that hardly a value has
    /// makes none. Shapes are marked as Parquet's own, not as GeoParquet has them.
    /// </summary>
    private string Special()
    {
        var variants = _stored.Where(field => field.Type is IcebergType.Variant).Select(field => $"{SqlText.Name(field.Name)}: 'UUID'").ToList();
        string[] options = [.. variants.Count == 0 ? [] : (string[])[$"shredding {{{string.Join(", ", variants)}}}"], .. SchemaFields.All(schema).Any(found => found.Field.Type is IcebergType.Geometry) ? (string[])["geoparquet_version 'NONE'"] : []];
        return string.Join(", ", options);
    }

    private string Terms(SortOrder order) => string.Join(", ", order.Fields.Select(f =>
        $"{ValueOf(f.Transform, f.SourceId)} {(f.Descending ? "desc" : "asc")} nulls {(f.NullsLast ? "last" : "first")}"));

    /// <summary>What a void transform is of may be gone.</summary>
    private string ValueOf(Transform transform, int id) => transform is Transform.Void ? "null::integer" : TransformSql.Of(transform, TypeOf(id), ColumnOf(id));

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
