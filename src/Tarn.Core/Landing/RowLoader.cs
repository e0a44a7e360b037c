using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Project;
using Tarn.Sources.Plain;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>
/// Makes rows of landed pages, in the quickest <see cref="Reading"/> that takes them: all of them or, where a value does not fit, those that do, and the
/// others go to quarantine.
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
    /// <param name="pages">The pages.</param>
    /// <param name="resource">Their declaration.</param>
    /// <param name="before">The tree that the batch is landed on.</param>
    /// <param name="properties">Table properties to set in the same change, asked for when the rows are read.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public async Task<LandedBatch> LoadAsync(
        LandingPages pages, SourceResource resource, CatalogTree before, Func<IReadOnlyDictionary<string, string>> properties, CancellationToken cancel)
    {
        var request = RequestOf(resource, await before.FindAsync(resource.Table, cancel) as TableEntry.Table, properties) with { Summary = pages.Batch.Summary };
        var schema = request.Current is null ? null : (await tables.MetadataAsync(request.Current, cancel)).CurrentSchema;
        var lineage = new BatchLineage($"{pages.Batch.Source}.{pages.Batch.Resource}", pages.Batch.Run, pages.Origins, pages.IngestedAt);
        return await LoadAsync(Reading.Glimpsed) ?? await LoadAsync(Reading.Learned) ?? (await LoadAsync(Reading.Careful))!;

        async Task<LandedBatch?> LoadAsync(Reading reading)
        {
            var spill = $"{pages.Batch.Run}-{pages.Batch.Source}-{pages.Batch.Resource}.rejects";
            using var records = LandedRecords.Open(engine, pages.Files, FormatOf(resource.Fetch), spill, reading);
            if (records.Lend(LandedColumns.Of(records.Columns, resource.Columns, schema), lineage) is not { } sql)
                return null;
            using var connection = engine.Connect();
            var rows = await WriteAsync(connection, request with { Select = sql.Taken }, cancel);
            return rows is null ? null : await WithQuarantineAsync(connection, (records, sql), (request, rows), before, cancel);
        }
    }

    /// <summary>Null when the records are not as plain as they were taken for.</summary>
    private async Task<WrittenTable?> WriteAsync(DuckDbConnection connection, TableWriteRequest request, CancellationToken cancel)
    {
        try
        {
            return await writer.WriteAsync(connection, request, cancel);
        }
        catch (DuckDbException e) when (e.InnerException is NotPlainException)
        {
            return null;
        }
    }

    /// <summary>Only batches with bad rows pay for quarantine: the records are read once more for those that were not taken.</summary>
    private async Task<LandedBatch> WithQuarantineAsync(
        DuckDbConnection connection, (LandedRecords Records, BronzeSql Sql) batch, (TableWriteRequest Request, WrittenTable Written) bronze, CatalogTree before, CancellationToken cancel)
    {
        var entries = new Dictionary<TableName, TableEntry> { [bronze.Request.Table] = bronze.Written.Entry };
        var rejected = batch.Records.Rejected;
        if (batch.Records.Given == bronze.Written.Rows && rejected.Count == 0)
            return new LandedBatch(entries, bronze.Written.Rows, 0);
        var table = TableName.Parse($"quarantine.{batch.Sql.Lineage.Source.Replace('.', '_')}");
        using var rejects = engine.AddStream(new RowSource(RejectColumns, rejected.Select(r => new object?[] { r.Page, r.Position, r.Line, r.Raw, r.Reason })));
        var quarantined = await writer.WriteAsync(connection, new TableWriteRequest
        {
            Table = table,
            Summary = bronze.Request.Summary,
            Current = await before.FindAsync(table, cancel) as TableEntry.Table,
            Select = batch.Sql.MayRefuse ? $"{batch.Sql.Refused}\nunion all by name\n{batch.Sql.Rejected(rejects.Sql)}" : batch.Sql.Rejected(rejects.Sql),
        }, cancel);
        entries[table] = quarantined.Entry;
        return new LandedBatch(entries, bronze.Written.Rows, quarantined.Rows);
    }

    private static TableWriteRequest RequestOf(SourceResource resource, TableEntry.Table? current, Func<IReadOnlyDictionary<string, string>> properties) => new()
    {
        Table = resource.Table,
        Current = current,
        Select = "",
        Mode = resource.Load is LoadMode.Replace ? new WriteMode.Replace() : new WriteMode.Append(),
        Properties = properties,
        Docs = resource.Columns.Where(c => c.Description is not null).ToDictionary(c => c.Name, c => c.Description!, StringComparer.OrdinalIgnoreCase),
    };

    private static FileFormat FormatOf(ResourceFetch fetch) => fetch switch
    {
        ResourceFetch.Rest rest => new FileFormat.Json(rest.Records),
        ResourceFetch.Files files => files.Format,
        _ => throw new InvalidOperationException("A fetch of an unknown kind."),
    };
}
