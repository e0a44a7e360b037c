using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The metadata columns of rows (spec, "Reserved Field IDs" and "Row Lineage"): <c>_file</c>, <c>_pos</c>, <c>_spec_id</c> and, null before version 3,
/// <c>_row_id</c> and <c>_last_updated_sequence_number</c>. A column of the table with such a name stands for it. Pure text.
/// </summary>
internal static class LineageSql
{
    private static readonly NestedField File = new() { Id = 2147483646, Name = "_file", Type = new IcebergType.String() };
    private static readonly NestedField Position = new() { Id = 2147483645, Name = "_pos", Type = new IcebergType.Long() };
    private static readonly NestedField Spec = new() { Id = 2147483643, Name = "_spec_id", Type = new IcebergType.Int() };
    private static readonly NestedField RowId = new() { Id = 2147483540, Name = "_row_id", Type = new IcebergType.Long() };
    private static readonly NestedField Updated = new() { Id = 2147483539, Name = "_last_updated_sequence_number", Type = new IcebergType.Long() };

    /// <summary>Stands before the names where the table's own columns must not stand for them: <c>_tarn_file</c>, <c>_tarn_pos</c>.</summary>
    public const string Inner = "_tarn";

    /// <summary>The columns.</summary>
    public static TableSchema AddTo(TableSchema schema, string prefix = "")
    {
        var named = new[] { File, Position, Spec, RowId, Updated }.Select(field => field with { Name = prefix + field.Name });
        return schema with { Fields = new FieldList([.. schema.Fields, .. named.Where(field => !schema.Fields.Any(own => own.Name == field.Name))]) };
    }

    /// <summary>The scan with their values: what files leave open is inherited from the manifests.</summary>
    public static FileScan AddTo(FileScan scan, TableMetadata metadata, IReadOnlyList<ScanFile> files)
    {
        var isTracked = metadata.FormatVersion >= 3;
        var values = scan.Values.ToDictionary(value => value.Key, value => value.Value);
        values[File.Id] = FileScan.OfFile("varchar", files.Select(file => SqlText.Text(file.File.Path)));
        values[Position.Id] = "file_row_number::bigint";
        values[Spec.Id] = FileScan.OfFile("integer", files.Select(file => $"{file.File.SpecId}"));
        values[RowId.Id] = isTracked ? $"coalesce({values[RowId.Id]}, {FileScan.OfFile("bigint", files.Select(file => file.File.FirstRowId is { } first ? $"{first}" : "null"))} + file_row_number)" : "null::bigint";
        values[Updated.Id] = isTracked ? $"coalesce({values[Updated.Id]}, {FileScan.OfFile("bigint", files.Select(file => $"{file.SequenceNumber}"))})" : "null::bigint";
        return scan with { Values = values };
    }

    /// <summary>The columns that files may have themselves, of a scan with <see cref="Inner"/> names, under their own.</summary>
    public static IReadOnlyList<string> Kept { get; } = [.. new[] { RowId, Updated }.Select(field => $"{SqlText.Name(Inner + field.Name)} as {SqlText.Name(field.Name)}")];

    /// <summary>The same of rows that get other values: their ids stay, what changed them last is the snapshot that is being made.</summary>
    public static IReadOnlyList<string> Moved { get; } = [Kept[0], $"null::bigint as {SqlText.Name(Updated.Name)}"];

    /// <summary>The schema of files that have them.</summary>
    public static TableSchema InFilesOf(TableSchema schema) => schema with { Fields = new FieldList([.. schema.Fields, .. InFiles]) };

    /// <summary>Whether files of the schema can have them: a column of the table with such a name leaves no room.</summary>
    public static bool Fits(TableSchema schema) => !schema.Fields.Any(own => InFiles.Any(field => field.Name.Equals(own.Name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The columns that files may have themselves.</summary>
    public static IReadOnlyList<NestedField> InFiles { get; } = [RowId, Updated];
}
