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

    private static void Members(Utf8JsonWriter json, PrefixRewrite folder)
    {
        json.WriteString("from", folder.From);
        json.WriteString("to", folder.To);
    }
}
