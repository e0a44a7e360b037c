using System.Text.Json;
using Tarn.Catalog;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Reports;

/// <summary>A table that differs between two commits, with what it is at each; null where it is not there, or the commit has expired.</summary>
internal sealed record TableDifference(TableChange Change, TableReport? Before, TableReport? After)
{
    /// <summary>Reads the tables on both sides.</summary>
    public static async Task<IReadOnlyList<TableDifference>> ReadAsync(
        Lakehouse.Lakehouse lake, IReadOnlyList<TableChange> changes, string? before, string after, CancellationToken cancel)
    {
        var tables = new List<TableDifference>();
        foreach (var change in changes)
            tables.Add(new TableDifference(
                change,
                change.Before is null || before is null ? null : await ReadAsync(lake, change.Table, before, cancel),
                change.After is null ? null : await ReadAsync(lake, change.Table, after, cancel)));
        return tables;
    }

    private static async Task<TableReport?> ReadAsync(Lakehouse.Lakehouse lake, TableName table, string at, CancellationToken cancel)
    {
        try
        {
            return await lake.TableAsync(table, at, cancel);
        }
        catch (TarnException e) when (e.Problems[0].Code == "catalog.expired")
        {
            return null;
        }
    }

    public static Sheet Sheet(IReadOnlyList<TableDifference> tables)
    {
        var sheet = Terminals.Sheet.Of("table", "change", ">rows before", ">rows after", "snapshot");
        foreach (var table in tables)
            sheet.Add(
                table.Change.Table.ToString(),
                RunJson.Lower(table.Change.Kind),
                Rows(table.Before),
                Rows(table.After),
                table.After?.SnapshotId is { } snapshot ? $"{snapshot}" : "-");
        return sheet;
    }

    /// <summary>The members of a difference: <c>before, after, changes</c>.</summary>
    public static void WriteJson(Utf8JsonWriter json, string before, string after, IReadOnlyList<TableDifference> tables)
    {
        json.WriteString("before", before);
        json.WriteString("after", after);
        json.Array("changes", tables, table => json.Object(() =>
        {
            CommitJson.Members(json, table.Change);
            json.Number("rows_before", table.Before?.Rows);
            json.Number("rows_after", table.After?.Rows);
            json.Number("snapshot_before", table.Before?.SnapshotId);
            json.Number("snapshot_after", table.After?.SnapshotId);
        }));
    }

    private static string Rows(TableReport? table) => table?.Rows is { } rows ? $"{rows:N0}" : "-";
}
