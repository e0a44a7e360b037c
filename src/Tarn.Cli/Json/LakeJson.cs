using System.Text.Json;
using Tarn.Lakehouse;

namespace Tarn.Cli.Json;

/// <summary>Tables and the state of a lake.</summary>
internal static class LakeJson
{
    /// <summary>
    /// The members of a table: <c>table, kind, metadata_location, format_version, snapshot_id, rows, files, bytes, columns, properties, sql</c>.
    /// </summary>
    public static void Members(Utf8JsonWriter json, TableReport table)
    {
        json.WriteString("table", table.Table.ToString());
        json.WriteString("kind", table.Kind);
        json.WriteString("metadata_location", table.MetadataLocation);
        json.WriteNumber("format_version", table.FormatVersion);
        json.Number("snapshot_id", table.SnapshotId);
        json.Number("rows", table.Rows);
        json.Number("files", table.Files);
        json.Number("bytes", table.Bytes);
        json.Array("columns", table.Columns, column => json.Object(() =>
        {
            json.WriteNumber("id", column.Id);
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteBoolean("required", column.Required);
            json.WriteString("doc", column.Doc);
        }));
        json.Map("properties", table.Properties);
        json.WriteString("sql", table.Sql);
    }

    /// <summary>The members of a status: <c>project, warehouse, head, head_time, tables, runs, sources</c>.</summary>
    public static void Members(Utf8JsonWriter json, StatusReport status)
    {
        json.WriteString("project", status.Project);
        json.WriteString("warehouse", status.Warehouse);
        json.WriteString("head", status.Head);
        json.Time("head_time", status.HeadTime);
        json.WriteNumber("tables", status.Tables);
        json.Array("runs", status.Runs, run => json.Object(() => Members(json, run)));
        json.Array("sources", status.Sources, source => json.Object(() => Members(json, source)));
    }

    private static void Members(Utf8JsonWriter json, RunSummary run)
    {
        json.WriteString("run_id", run.Run.Value);
        json.WriteString("status", RunJson.Lower(run.Status));
        json.Time("started_at", run.StartedAt);
        json.Seconds("seconds", run.Seconds);
        json.WriteNumber("rows", run.Rows);
        json.WriteString("note", run.Note);
    }

    private static void Members(Utf8JsonWriter json, SourceSummary source)
    {
        json.WriteString("name", source.Name);
        json.WriteString("table", source.Table.ToString());
        json.WriteString("health", source.Health);
        json.Time("landed_at", source.LandedAt);
        json.Number("rows", source.Rows);
        json.WriteString("cursor", source.Cursor);
    }
}
