using Tarn.Bench.Measure;
using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Maintenance;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Bench.Lakes;

/// <summary>A lake in this process with one table of sales, whose rows are deleted, updated and inserted by merge on read, and which is kept up.</summary>
internal sealed class WornLake : IDisposable
{
    private static readonly TableName Table = TableName.Parse("bench.sales");
    private readonly LakeEngine _engine;
    private readonly LakeCatalog _catalog;
    private readonly LakeTables _tables;
    private readonly TableWriter _writer;
    private readonly DuckDbConnection _connection;
    private readonly int _version;
    private long _lastId;

    private WornLake(LakeEngine engine, LakeCatalog catalog, int version)
    {
        (_engine, _catalog, _version) = (engine, catalog, version);
        _tables = new LakeTables(new TableFiles(catalog.Store));
        _writer = new TableWriter(engine, _tables, Ids);
        _connection = engine.Connect();
    }

    /// <summary>Rows that must be there.</summary>
    public long Rows { get; private set; }

    private static IdSource Ids { get; } = IdSource.FromSystem(TimeProvider.System);

    /// <summary>A fresh lake with the table.</summary>
    /// <param name="folder">Where; what is there goes.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="version">Its format version.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<WornLake> MakeAsync(string folder, long rows, int version, CancellationToken cancel)
    {
        var catalog = await LakeCatalog.InitializeAsync(new LocalObjectStore(Disk.Fresh(folder)), Ids, cancel);
        var lake = new WornLake(LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(folder, "staging", "bench") }), catalog, version);
        await lake.InsertAsync(rows, cancel);
        return lake;
    }

    /// <summary>Inserts rows in one commit.</summary>
    public async Task InsertAsync(long rows, CancellationToken cancel)
    {
        var before = await EntryAsync(cancel);
        var request = new TableWriteRequest { Table = Table, Current = before, Select = RowsSql(_lastId, rows), Layout = Layout() };
        var written = await _writer.WriteAsync(_connection, request, cancel);
        await CommitAsync(before, written.Entry, cancel);
        (_lastId, Rows) = (_lastId + rows, Rows + rows);
    }

    /// <summary>Deletes one row in <paramref name="every"/>; which, the seed says.</summary>
    public async Task DeleteAsync(int every, int seed, CancellationToken cancel) => Rows -= await EditAsync(new RowEdit.Delete(Some(every, seed)), cancel);

    /// <summary>Updates one row in <paramref name="every"/>; which, the seed says.</summary>
    public Task UpdateAsync(int every, int seed, CancellationToken cancel) =>
        EditAsync(new RowEdit.Update(new Dictionary<string, string>(StringComparer.Ordinal) { ["quantity"] = "quantity + 1" }, Some(every, seed)), cancel);

    /// <summary>All of <c>tarn maintain</c>, with its defaults.</summary>
    public async Task MaintainAsync(CancellationToken cancel) =>
        await new LakeMaintenance(new MaintenanceParts { Catalog = _catalog, Tables = _tables, Engine = () => _engine, Ids = Ids }, new MaintenanceRequest(), new Progress<MaintenanceEvent>()).RunAsync(cancel);

    /// <summary>A query over the table, called <c>sales</c>; its first row.</summary>
    public async Task<object?[]> AskAsync(string query, CancellationToken cancel)
    {
        using var sales = await new TableReader(_engine, _tables).SelectAsync(_connection, (await EntryAsync(cancel))!, cancel);
        using var result = _connection.Query($"with sales as ({sales.Sql}) {query}", cancel: cancel);
        return result.Rows().ToList()[0];
    }

    public void Dispose()
    {
        _connection.Dispose();
        _engine.Dispose();
    }

    private static string RowsSql(long first, long rows) =>
        $"""
        select i as id, (date '2024-01-01' + (i * 730 // {first + rows})::integer) as day, (i * 7919) % 100003 as customer, i % 97 as item,
            (1 + i % 9)::integer as quantity, (i % 10007) / 8.0::double as amount, 'order ' || (i * 31) % 1000003 as note
        from range({first}, {first + rows}) as numbers(i)
        """;

    private static string Some(int every, int seed) => $"hash(id, {seed}) % {every} = 0";

    private TableLayout Layout() => new()
    {
        Properties = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format-version"] = $"{_version}",
            [TableProperties.DeleteMode] = TableProperties.MergeOnRead,
            [TableProperties.UpdateMode] = TableProperties.MergeOnRead,
        },
    };

    private async Task<long> EditAsync(RowEdit edit, CancellationToken cancel)
    {
        var before = (await EntryAsync(cancel))!;
        var edited = await new RowEditor(_engine, _tables, _writer).WriteAsync(_connection, new TableWriteRequest { Table = Table, Current = before, Select = "" }, edit, cancel);
        await CommitAsync(before, edited.Table.Entry, cancel);
        return edited.Rows;
    }

    private async Task<TableEntry.Table?> EntryAsync(CancellationToken cancel) =>
        await (await _catalog.TreeAtAsync("main", cancel)).FindAsync(Table, cancel) as TableEntry.Table;

    private Task<CatalogCommit> CommitAsync(TableEntry.Table? before, TableEntry.Table after, CancellationToken cancel) => _catalog.CommitAsync(
        new CommitRequest { Branch = BranchName.Main, Author = "bench", Message = "wear", Changes = [new TableWrite(Table, before, after)] }, cancel);
}
