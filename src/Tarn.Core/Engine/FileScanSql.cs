using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>Makes the reading of data files, as a schema is now. Pure text.</summary>
internal static class FileScanSql
{
    /// <summary>The reading of a group.</summary>
    /// <param name="metadata">The table.</param>
    /// <param name="fields">The fields to read.</param>
    /// <param name="group">The files; all of one partition spec when their columns are known.</param>
    /// <param name="paths">Where they lie on this machine, in their order.</param>
    public static FileScan Of(TableMetadata metadata, IReadOnlyList<NestedField> fields, FileGroup group, IReadOnlyList<string> paths) =>
        group.Schema is null ? ById(fields, paths) : ByFooter(metadata, fields, group, paths);

    /// <summary>The engine finds columns by their field ids at the top, and by names below.</summary>
    public static FileScan ById(IReadOnlyList<NestedField> fields, IReadOnlyList<string> paths) =>
        new(ReadSql.Scan(fields, field => FileScan.NameOf(field.Id), paths), fields.ToDictionary(field => field.Id, field => FileScan.NameOf(field.Id)));

    private static FileScan ByFooter(TableMetadata metadata, IReadOnlyList<NestedField> fields, FileGroup group, IReadOnlyList<string> paths)
    {
        var location = group.Files[0].File.Path;
        var inFile = group.Schema!.ByFieldId(NameMapping.Of(metadata.Properties, metadata.Location), location);
        var spec = metadata.Spec(group.Files[0].File.SpecId);
        var sql = new ColumnSql(field => Absent(field, spec, group.Files), location);
        var entries = new List<string>();
        var values = new Dictionary<int, string>();
        foreach (var field in fields)
        {
            var column = inFile.FirstOrDefault(column => column.FieldId == field.Id);
            var plain = column is not null && ColumnSql.IsPlain(field.Type, column);
            if (column is not null)
                entries.Add(Entry(group.Schema, column, FileScan.NameOf(field.Id), plain ? EngineType.SqlOf(field.Type) : column.Type.Sql));
            values[field.Id] = column is null ? Absent(field, spec, group.Files) : plain ? FileScan.NameOf(field.Id) : sql.Of(field.Type, column, FileScan.NameOf(field.Id));
        }
        return new FileScan(ReadSql.Call(paths, entries.Count > 0 ? entries : [Entry(group.Schema, inFile[0], "c", inFile[0].Type.Sql)]), values);
    }

    private static string Entry(FileSchema schema, FileColumn column, string name, string type) =>
        ReadSql.Entry(schema.HasFieldIds && column.FieldId is { } id ? id.ToString(System.Globalization.CultureInfo.InvariantCulture) : SqlText.Text(column.Name), name, type, null);

    /// <summary>The partition's value where the field is a part of the tuple as it is, else the default.</summary>
    private static string Absent(NestedField field, PartitionSpec spec, IReadOnlyList<ScanFile> files)
    {
        var part = spec.Fields.Index().FirstOrDefault(part => part.Item.SourceId == field.Id && part.Item.Transform is Transform.Identity, (Index: -1, Item: null!)).Index;
        if (part < 0)
            return DefaultSql.Of(field);
        var values = files.Select(file => SqlLiteral.Of(field.Type, file.File.Partition[part])).ToList();
        return values.Distinct(StringComparer.Ordinal).Skip(1).Any() ? $"([{string.Join(", ", values)}])[file_index::bigint + 1]" : values[0];
    }
}
