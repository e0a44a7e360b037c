using System.Text.Json;
using Tarn.Imports;
using Tarn.Storage;

namespace Tarn.Cli.Json;

/// <summary>What was imported.</summary>
internal static class ImportJson
{
    /// <summary>
    /// The members of an imported table: <c>table, imported_from, metadata_location, format_version, snapshot_id, snapshots, files, rows, outside, commit</c>.
    /// </summary>
    public static void Members(Utf8JsonWriter json, ImportedTable table)
    {
        json.WriteString("table", table.Table.ToString());
        json.WriteString("imported_from", table.ImportedFrom);
        json.WriteString("metadata_location", table.MetadataLocation);
        json.WriteNumber("format_version", table.FormatVersion);
        json.Number("snapshot_id", table.SnapshotId);
        json.WriteNumber("snapshots", table.Snapshots);
        json.WriteNumber("files", table.Files);
        json.WriteNumber("rows", table.Rows);
        json.Array("outside", table.Outside, folder => json.Object(() => Members(json, folder)));
        json.WriteString("commit", table.Commit);
    }

    /// <summary>
    /// The members of an import of files: <c>table, is_new, files, rows, skipped, empty, columns, partitions, conflicts, metadata_location, snapshot_id, commit</c>.
    /// </summary>
    public static void Members(Utf8JsonWriter json, ImportedFiles imported)
    {
        var plan = imported.Plan;
        json.WriteString("table", plan.Table.ToString());
        json.WriteBoolean("is_new", plan.IsNew);
        json.Array("files", plan.Files, file => json.Object(() => Members(json, file)));
        json.WriteNumber("rows", plan.Rows);
        json.WriteNumber("skipped", plan.Skipped);
        json.WriteNumber("empty", plan.Empty);
        json.Array("columns", plan.Columns, column => json.Object(() => Members(json, column)));
        json.Strings("partitions", plan.Partitions);
        json.Array("conflicts", plan.Conflicts, conflict => json.Object(() => Members(json, conflict)));
        json.WriteString("metadata_location", imported.MetadataLocation);
        json.Number("snapshot_id", imported.SnapshotId);
        json.WriteString("commit", imported.Commit);
    }

    private static void Members(Utf8JsonWriter json, ImportedFile file)
    {
        json.WriteString("path", file.Path);
        json.WriteNumber("rows", file.Rows);
        json.WriteNumber("bytes", file.Bytes);
    }

    private static void Members(Utf8JsonWriter json, PlannedColumn column)
    {
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Type);
        json.WriteString("before", column.Before);
        json.WriteBoolean("required", column.IsRequired);
        json.WriteBoolean("from_folder", column.IsFolder);
    }

    private static void Members(Utf8JsonWriter json, ImportConflict conflict)
    {
        json.WriteString("column", conflict.Column);
        json.WriteString("what", conflict.What);
        json.Array("sides", conflict.Sides, side => json.Object(() =>
        {
            json.WriteString("type", side.Type);
            json.WriteString("file", side.Where);
            json.WriteNumber("files", side.Files);
        }));
    }

    private static void Members(Utf8JsonWriter json, PrefixRewrite folder)
    {
        json.WriteString("from", folder.From);
        json.WriteString("to", folder.To);
    }
}
