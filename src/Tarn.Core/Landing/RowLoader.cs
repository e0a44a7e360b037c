using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Project;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>
/// Makes rows of landed pages. JSON is read once to learn what columns the records have; then the rows are written, all of them or, where a value
/// does not fit, those that do, and the others go to quarantine.
/// </summary>
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
        var pages = await PagesAsync(folder, manifest, cancel);
        var request = RequestOf(resource, await before.FindAsync(resource.Table, cancel) as TableEntry.Table, properties);
        var schema = request.Current is null ? null : (await tables.MetadataAsync(request.Current, cancel)).CurrentSchema;
        return await LoadAsync(carefully: false) ?? (await LoadAsync(carefully: true))!;

        async Task<LandedBatch?> LoadAsync(bool carefully)
        {
            var format = FormatOf(resource.Fetch);
            using var records = LandedRecords.Open(engine, pages, format, $"{manifest.RunId}-{manifest.Source}-{manifest.Resource}.rejects");
            var sql = new BronzeSql(LandedColumns.Of(records.Columns, resource.Columns, schema), records.Source, LineageOf(manifest, resource.Fetch));
            using var connection = engine.Connect();
            var rows = await WriteAsync(connection, request, sql, carefully, cancel);
            return rows is null ? null : await WithQuarantineAsync(connection, (records, sql), (resource.Table, rows), before, cancel);
        }
    }

    /// <summary>Null when not careful and a value does not fit, or may not.</summary>
    private async Task<WrittenTable?> WriteAsync(
        DuckDbConnection connection, TableWriteRequest request, BronzeSql sql, bool carefully, CancellationToken cancel)
    {
        try
        {
            return await writer.WriteAsync(connection, request with { Select = carefully ? sql.Taken : sql.Whole }, cancel);
        }
        catch (DuckDbException e) when (!carefully && sql.MayRefuse && e is
            { InnerException: null, ErrorType: DuckDbErrorType.Conversion or DuckDbErrorType.InvalidInput or DuckDbErrorType.OutOfRange })
        {
            return null;
        }
    }

    /// <summary>Only batches with bad rows pay for quarantine: the records are read once more for those that were not taken.</summary>
    private async Task<LandedBatch> WithQuarantineAsync(
        DuckDbConnection connection, (LandedRecords Records, BronzeSql Sql) batch, (TableName Table, WrittenTable Written) bronze, CatalogTree before, CancellationToken cancel)
    {
        var entries = new Dictionary<TableName, TableEntry> { [bronze.Table] = bronze.Written.Entry };
        var rejected = batch.Records.Rejected;
        if (batch.Records.Given == bronze.Written.Rows && rejected.Count == 0)
            return new LandedBatch(entries, bronze.Written.Rows, 0);
        var table = TableName.Parse($"quarantine.{batch.Sql.Lineage.Source.Replace('.', '_')}");
        using var rejects = engine.AddStream(new RowSource(RejectColumns, rejected.Select(r => new object?[] { r.Page, r.Position, r.Line, r.Raw, r.Reason })));
        var quarantined = await writer.WriteAsync(connection, new TableWriteRequest
        {
            Table = table,
            Current = await before.FindAsync(table, cancel) as TableEntry.Table,
            Select = $"{batch.Sql.Refused}\nunion all by name\n{batch.Sql.Rejected(rejects.Sql)}",
        }, cancel);
        entries[table] = quarantined.Entry;
        return new LandedBatch(entries, bronze.Written.Rows, quarantined.Rows);
    }

    private static TableWriteRequest RequestOf(SourceResource resource, TableEntry.Table? current, IReadOnlyDictionary<string, string> properties) => new()
    {
        Table = resource.Table,
        Current = current,
        Select = "",
        Mode = resource.Load is LoadMode.Replace ? new WriteMode.Replace() : new WriteMode.Append(),
        Properties = properties,
        Docs = resource.Columns.Where(c => c.Description is not null).ToDictionary(c => c.Name, c => c.Description!, StringComparer.OrdinalIgnoreCase),
    };

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
