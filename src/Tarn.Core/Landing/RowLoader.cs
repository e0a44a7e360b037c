using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Project;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>Makes rows of landed pages: two passes, one that learns what columns the records have and one that writes them.</summary>
internal sealed class RowLoader(LakeEngine engine, LakeTables tables, TableWriter writer)
{
    private static readonly DuckDbColumn[] RejectColumns =
    [
        new("_page", DuckDbType.Integer),
        new("_position", DuckDbType.BigInt),
        new("_line", DuckDbType.BigInt),
        new("_raw", DuckDbType.Varchar),
        new("_reason", DuckDbType.Varchar),
    ];

    /// <summary>The properties of a table; none when it is not there.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PropertiesOfAsync(TableEntry.Table? table, CancellationToken cancel) =>
        table is null ? new Dictionary<string, string>(StringComparer.Ordinal) : (await tables.MetadataAsync(table, cancel)).Properties;

    /// <summary>Writes the batch's rows, and those that cannot be taken beside them.</summary>
    public async Task<LandedBatch> LoadAsync(
        LandingFolder folder,
        LandingManifest manifest,
        SourceResource resource,
        CatalogTree before,
        IReadOnlyDictionary<string, string> properties,
        CancellationToken cancel)
    {
        var current = await before.FindAsync(resource.Table, cancel) as TableEntry.Table;
        var schema = current is null ? null : (await tables.MetadataAsync(current, cancel)).CurrentSchema;
        var pages = await PagesAsync(folder, manifest, cancel);
        using var records = LandedRecords.Open(engine, pages, FormatOf(resource.Fetch), $"{manifest.RunId}-{manifest.Source}-{manifest.Resource}.rejects");
        var sql = new BronzeSql(LandedColumns.Of(records.Columns, resource.Columns, schema), records.Source, LineageOf(manifest, resource.Fetch));
        using var connection = engine.Connect();
        var rows = await writer.WriteAsync(connection, new TableWriteRequest
        {
            Table = resource.Table,
            Current = current,
            Select = sql.Taken,
            Mode = resource.Load is LoadMode.Replace ? new WriteMode.Replace() : new WriteMode.Append(),
            Properties = properties,
            Docs = resource.Columns.Where(c => c.Description is not null).ToDictionary(c => c.Name, c => c.Description!, StringComparer.OrdinalIgnoreCase),
        }, cancel);
        var written = new Dictionary<TableName, TableEntry> { [resource.Table] = rows.Entry };
        var quarantined = records.Given == rows.Rows && records.Rejected.Count == 0
            ? 0
            : await QuarantineAsync(connection, records, sql, before, written, cancel);
        return new LandedBatch(written, rows.Rows, quarantined);
    }

    /// <summary>Only batches with bad rows pay for this: the records are read once more for those that were not taken.</summary>
    private async Task<long> QuarantineAsync(
        DuckDbConnection connection, LandedRecords records, BronzeSql sql, CatalogTree before, Dictionary<TableName, TableEntry> written, CancellationToken cancel)
    {
        var table = TableName.Parse($"quarantine.{sql.Lineage.Source.Replace('.', '_')}");
        var current = await before.FindAsync(table, cancel) as TableEntry.Table;
        using var rejects = engine.AddStream(new RowSource(RejectColumns, records.Rejected.Select(r => new object?[] { r.Page, r.Position, r.Line, r.Raw, r.Reason })));
        var quarantined = await writer.WriteAsync(connection, new TableWriteRequest
        {
            Table = table,
            Current = current,
            Select = $"{sql.Refused}\nunion all by name\n{sql.Rejected(rejects.Sql)}",
        }, cancel);
        written[table] = quarantined.Entry;
        return quarantined.Rows;
    }

    private static async Task<IReadOnlyList<PageFile>> PagesAsync(LandingFolder folder, LandingManifest manifest, CancellationToken cancel)
    {
        var pages = new List<PageFile>();
        foreach (var page in manifest.Pages)
            pages.Add(new PageFile(pages.Count + 1, await folder.LocalPathAsync(page.Name, cancel)));
        return pages;
    }

    private static FileFormat FormatOf(ResourceFetch fetch) => fetch switch
    {
        ResourceFetch.Rest rest => new FileFormat.Json(rest.Records),
        ResourceFetch.Files files => files.Format,
        _ => throw new InvalidOperationException("A fetch of an unknown kind."),
    };

    private static BatchLineage LineageOf(LandingManifest manifest, ResourceFetch fetch) => new(
        $"{manifest.Source}.{manifest.Resource}",
        RunId.Parse(manifest.RunId),
        fetch is ResourceFetch.Files ? [.. manifest.Pages.Select(p => p.Origin)] : [],
        manifest.FinishedAt);
}
