using Tarn.Bench.Measure;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Bench.Lakes;

/// <summary>A fresh lake in this process, for writers that append to it.</summary>
internal sealed class AppendLake : IDisposable
{
    private readonly LakeEngine _engine;
    private readonly LakeCatalog _catalog;
    private readonly LakeTables _tables;
    private readonly TableWriter _writer;

    private AppendLake(LakeEngine engine, LakeCatalog catalog)
    {
        var ids = IdSource.FromSystem(TimeProvider.System);
        (_engine, _catalog) = (engine, catalog);
        _tables = new LakeTables(new TableFiles(catalog.Store));
        _writer = new TableWriter(engine, _tables, ids);
        Replay = new LakeReplay(_tables, ids);
    }

    private LakeReplay Replay { get; }

    public static async Task<AppendLake> MakeAsync(string folder, CancellationToken cancel)
    {
        var catalog = await LakeCatalog.InitializeAsync(new LocalObjectStore(folder), IdSource.FromSystem(TimeProvider.System), cancel);
        return new AppendLake(LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(folder, "staging", "bench") }), catalog);
    }

    /// <summary>An empty table.</summary>
    public async Task MakeTableAsync(TableName table, CancellationToken cancel)
    {
        using var connection = _engine.Connect();
        var request = new TableWriteRequest { Table = table, Current = null, Select = $"{RowsSql(0, 0)} limit 0" };
        var written = await _writer.WriteAsync(connection, request, cancel);
        await CommitAsync(table, null, written.Entry, cancel);
    }

    /// <summary>Appends rows with the ids from first on, in one commit.</summary>
    public async Task<AppendTimes> AppendAsync(TableName table, long first, int rows, CancellationToken cancel)
    {
        var clock = Clock.Start();
        var seen = await ReadAsync(table, cancel);
        var read = clock.Seconds;
        using var connection = _engine.Connect();
        var request = new TableWriteRequest { Table = table, Current = seen, Select = RowsSql(first, rows) };
        var written = (await _writer.WriteAsync(connection, request, cancel)).Entry;
        var wrote = clock.Seconds;
        var lost = await CommitOrReplayAsync(table, seen, written, cancel);
        return new AppendTimes(read, wrote - read, clock.Seconds - wrote, lost);
    }

    /// <summary>What an append copies, as plain SQL.</summary>
    public static string RowsSql(long first, int rows) =>
        $"select i as id, i % 97 as kind, 'row ' || i as name, i / 8.0::double as amount from range({first}, {first + rows}) as numbers(i)";

    public void Dispose() => _engine.Dispose();

    /// <summary>Who lost a race puts the same files on what is there now. Returns how often that was.</summary>
    private async Task<int> CommitOrReplayAsync(TableName table, TableEntry.Table seen, TableEntry.Table written, CancellationToken cancel)
    {
        var (target, next) = (seen, written);
        for (var lost = 0; ; lost++)
        {
            if (await TryCommitAsync(table, target, next, cancel))
                return lost;
            target = await ReadAsync(table, cancel);
            next = await ReplayAsync(table, (seen, written), target, cancel);
        }
    }

    private async Task<TableEntry.Table> ReadAsync(TableName table, CancellationToken cancel)
    {
        var tree = await _catalog.TreeAtAsync("main", cancel);
        return (TableEntry.Table)(await tree.FindAsync(table, cancel))!;
    }

    private async Task<TableEntry.Table> ReplayAsync(
        TableName table, (TableEntry.Table Seen, TableEntry.Table Written) own, TableEntry.Table target, CancellationToken cancel) =>
        await Replay.TryReplayAsync(new ReplayRequest(new MergeReplay(table, own.Seen, own.Written, target)), cancel) is ReplayResult.Replayed replayed
            ? (TableEntry.Table)replayed.Entry
            : throw new InvalidOperationException($"An append to {table} could not be put on another.");

    private async Task<bool> TryCommitAsync(TableName table, TableEntry.Table expected, TableEntry.Table entry, CancellationToken cancel)
    {
        try
        {
            await CommitAsync(table, expected, entry, cancel);
            return true;
        }
        catch (TarnException e) when (e.Kind is FailureKind.Conflict)
        {
            return false;
        }
    }

    private Task<CatalogCommit> CommitAsync(TableName table, TableEntry.Table? expected, TableEntry.Table entry, CancellationToken cancel) =>
        _catalog.CommitAsync(
            new CommitRequest { Branch = BranchName.Main, Author = "bench", Message = "append", Changes = [new TableWrite(table, expected, entry)] }, cancel);
}
