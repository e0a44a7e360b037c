using Tarn.Catalog;
using Tarn.Iceberg.Types;
using Tarn.Iceberg.Views;

namespace Tarn.Lakehouse;

/// <content>Tables as they are at a commit.</content>
public sealed partial class Lakehouse
{
    /// <summary>One table or view.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="at">A reference: <c>main</c>, <c>run/&lt;id&gt;</c>, a tag, a commit, <c>main~1</c>, <c>main@2026-06-04T09:00:00Z</c>.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="TarnException">Invalid <c>table.unknown</c>: there is no such table at the reference.</exception>
    public async Task<TableReport> TableAsync(TableName table, string at, CancellationToken cancel = default)
    {
        await using var read = await OpenReadAsync(at, cancel);
        var tree = Catalog.TreeOf(read.Commit);
        return await tree.FindAsync(table, cancel) is { } entry
            ? await ReportAsync(table, entry, cancel)
            : throw new TarnException(FailureKind.Invalid, await UnknownTable.TellAsync(table, tree, at, cancel));
    }

    /// <summary>Every table and view, by name.</summary>
    /// <param name="at">A reference.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<IReadOnlyList<TableReport>> TablesAsync(string at, CancellationToken cancel = default)
    {
        var reports = new List<TableReport>();
        await using var read = await OpenReadAsync(at, cancel);
        await foreach (var (table, entry) in Catalog.TreeOf(read.Commit).ListAsync(cancel: cancel))
            reports.Add(await ReportAsync(table, entry, cancel));
        return reports;
    }

    private async Task<TableReport> ReportAsync(TableName table, TableEntry entry, CancellationToken cancel) => entry switch
    {
        TableEntry.Table t => await ReportAsync(table, t, cancel),
        TableEntry.View v => await ReportAsync(table, v, cancel),
        TableEntry.Namespace n => await ReportAsync(table, n, cancel),
        _ => throw new InvalidOperationException($"{table} is an entry of an unknown kind."),
    };

    private async Task<TableReport> ReportAsync(TableName table, TableEntry.Table entry, CancellationToken cancel)
    {
        var metadata = await Tables.MetadataAsync(entry, cancel);
        var summary = metadata.CurrentSnapshot?.Summary;
        return new TableReport
        {
            Table = table,
            Kind = "table",
            MetadataLocation = entry.MetadataLocation,
            FormatVersion = metadata.FormatVersion,
            SnapshotId = metadata.CurrentSnapshotId,
            Columns = [.. metadata.CurrentSchema.Fields.Select(f => new ColumnReport(f.Id, f.Name, TypeText.Print(f.Type), f.Required, f.Doc))],
            Rows = RowsOf(summary, Tables.IsOwn(metadata)),
            Files = (int)Total(summary, "total-data-files"),
            Bytes = summary is null || summary.ContainsKey("total-files-size") ? Total(summary, "total-files-size") : null,
            Properties = metadata.Properties,
        };
    }

    /// <summary>
    /// Files hold deleted rows too. How many rows equality deletes take is not known without reading them, nor how many positions that another engine left
    /// are of files that are gone.
    /// </summary>
    private static long? RowsOf(IReadOnlyDictionary<string, string>? summary, bool isOwn)
    {
        var positions = Total(summary, "total-position-deletes");
        return Total(summary, "total-equality-deletes") > 0 || (positions > 0 && !isOwn) ? null : Total(summary, "total-records") - positions;
    }

    private async Task<TableReport> ReportAsync(TableName table, TableEntry.View entry, CancellationToken cancel)
    {
        var view = await Tables.ViewAsync(entry, cancel);
        return new TableReport
        {
            Table = table,
            Kind = "view",
            MetadataLocation = entry.MetadataLocation,
            FormatVersion = 1,
            Columns = [.. view.CurrentSchema.Fields.Select(f => new ColumnReport(0, f.Name, TypeText.Print(f.Type), f.Required, f.Doc))],
            Properties = view.Properties,
            Sql = view.CurrentVersion.SqlIn(ViewSql.DuckDb),
        };
    }

    private async Task<TableReport> ReportAsync(TableName table, TableEntry.Namespace entry, CancellationToken cancel) => new()
    {
        Table = table,
        Kind = "namespace",
        MetadataLocation = entry.MetadataLocation,
        FormatVersion = 1,
        Columns = [],
        Properties = await Catalog.NamespacePropertiesAsync(entry, cancel),
    };

    private static long Total(IReadOnlyDictionary<string, string>? summary, string key) =>
        summary is not null && long.TryParse(summary.GetValueOrDefault(key), out var total) ? total : 0;
}
