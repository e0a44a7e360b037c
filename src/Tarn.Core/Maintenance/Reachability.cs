using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Maintenance;

/// <summary>
/// Walks from commits to every object that they name. Commits that branches and tags name need all snapshots of their tables; those of the past only what
/// was current, and what the table's own branches and tags name.
/// </summary>
/// <param name="catalog">The lake.</param>
/// <param name="tables">Its tables.</param>
internal sealed class Reachability(LakeCatalog catalog, LakeTables tables)
{
    private readonly HashSet<object> _seen = [];
    private readonly NamedFiles _live = new(tables);
    private readonly List<(TableMetadata Table, Snapshot Snapshot)> _left = [];
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _past = new(StringComparer.Ordinal);
    private readonly HashSet<string> _expired = new(StringComparer.Ordinal);
    private readonly HashSet<string> _protected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>Keys of the places of all tables that were met, those of expired commits too.</summary>
    public IReadOnlySet<string> Folders => _folders;

    /// <summary>Keys of objects that must stay.</summary>
    public IReadOnlySet<string> Live => _live.Keys;

    /// <summary>
    /// Whether an object must stay: it is named, or a file of its name is by a location outside the store, or it belongs to a table which says that nothing of
    /// its own is to be deleted (<see cref="TableProperties.GarbageCollection"/>).
    /// </summary>
    public bool Needs(string key) =>
        _live.Keys.Contains(key)
        || _live.NamesElsewhere.Contains(key[(key.LastIndexOf('/') + 1)..])
        || _protected.Any(folder => key.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Adds a commit whose tables are needed with all their snapshots.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="planned">Snapshots that are about to expire, by the location of the metadata that has them.</param>
    /// <param name="cancel">Stops the walk.</param>
    public Task AddHeadAsync(CatalogCommit commit, IReadOnlyDictionary<string, ExpiryPlan> planned, CancellationToken cancel) =>
        AddAsync(commit, _whole, (entry, table) => planned.TryGetValue(entry.MetadataLocation, out var plan)
            ? [.. table.Snapshots.Where(snapshot => !plan.Snapshots.Contains(snapshot.SnapshotId))]
            : table.Snapshots, cancel);

    /// <summary>Adds a commit of which what was current is needed.</summary>
    public Task AddPastAsync(CatalogCommit commit, CancellationToken cancel) => AddAsync(commit, _past, (_, table) => Current(table), cancel);

    /// <summary>Adds a commit that somebody reads, with all snapshots of its tables as far as they are there.</summary>
    public Task AddReadAsync(CatalogCommit commit, CancellationToken cancel) => AddAsync(commit, _read, (_, table) => table.Snapshots, cancel, mayBeGone: true);

    /// <summary>Adds a commit that stays in the log, whatever becomes of its tables.</summary>
    public void AddLogged(CatalogCommit commit) => _live.Keys.Add(LakeCatalog.ObjectOf(commit));

    /// <summary>Adds what is left of a commit that may have been half taken away.</summary>
    public Task AddLeftAsync(CatalogCommit commit, CancellationToken cancel) => TryAsync(() => AddPastAsync(commit, cancel));

    /// <summary>Keys that commits, those expired and those that stay, named and that nothing needs any more. To be asked when all that stays was added.</summary>
    /// <param name="expired">Commits that keep nothing.</param>
    /// <param name="listed">Keys that there are: what is gone already is not asked for.</param>
    /// <param name="cancel">Stops the walk.</param>
    public async Task<IReadOnlySet<string>> DeadAsync(IReadOnlyList<CatalogCommit> expired, IReadOnlySet<string> listed, CancellationToken cancel)
    {
        var named = new NamedFiles(tables);
        foreach (var (table, snapshot) in _left.Where(left => left.Snapshot.ManifestList is not { } list || KeyOf(list) is null || MayBeThere(list, listed)))
            await TryAsync(() => named.AddAsync(table, snapshot, cancel));
        foreach (var commit in expired)
            await TryAsync(() => AddExpiredAsync(commit, named, listed, cancel));
        named.Keys.ExceptWith(_live.Keys);
        return named.Keys;
    }

    private async Task AddAsync(
        CatalogCommit commit, HashSet<string> done, Func<TableEntry.Table, TableMetadata, IReadOnlyList<Snapshot>> needed, CancellationToken cancel, bool mayBeGone = false)
    {
        _live.Keys.Add(LakeCatalog.ObjectOf(commit));
        await foreach (var part in catalog.TreeOf(commit).PartsAsync(_seen, cancel))
        {
            if (part.ObjectKey is { } key)
                _live.Keys.Add(key);
            foreach (var entry in part.Entries)
            {
                _live.Add(entry.MetadataLocation);
                if (entry is not TableEntry.Table table || !done.Add(table.MetadataLocation))
                    continue;
                await (mayBeGone ? TryAsync(() => AddAsync(table, needed, cancel)) : AddAsync(table, needed, cancel));
            }
        }
    }

    private async Task AddAsync(TableEntry.Table entry, Func<TableEntry.Table, TableMetadata, IReadOnlyList<Snapshot>> needed, CancellationToken cancel)
    {
        var table = await ReadAsync(entry, cancel);
        if (!TableProperties.IsCollected(table) && KeyOf(table.Location) is { } folder)
            _protected.Add(folder + "/");
        var stay = needed(entry, table);
        var current = Current(table);
        foreach (var snapshot in stay)
            await AddAsync(table, snapshot, mayBeGone: !current.Contains(snapshot), cancel);
        _left.AddRange(table.Snapshots.Except(stay).Select(snapshot => (table, snapshot)));
    }

    /// <summary>A branch that was made of the past may name snapshots that had expired by then; what is current is there, or nothing is deleted.</summary>
    private async Task AddAsync(TableMetadata table, Snapshot snapshot, bool mayBeGone, CancellationToken cancel)
    {
        try
        {
            await _live.AddAsync(table, snapshot, cancel);
        }
        catch (ObjectNotFoundException) when (mayBeGone)
        {
            // It expired before the branch was made.
        }
    }

    private async Task AddExpiredAsync(CatalogCommit commit, NamedFiles named, IReadOnlySet<string> listed, CancellationToken cancel)
    {
        await foreach (var part in catalog.TreeOf(commit).PartsAsync(_seen, cancel))
        {
            if (part.ObjectKey is { } node)
                named.Keys.Add(node);
            foreach (var entry in part.Entries)
            {
                named.Add(entry.MetadataLocation);
                if (entry is TableEntry.Table table && MayBeThere(table.MetadataLocation, listed) && _expired.Add(table.MetadataLocation))
                    await TryAsync(() => AddExpiredAsync(table, named, cancel));
            }
        }
    }

    private async Task AddExpiredAsync(TableEntry.Table entry, NamedFiles named, CancellationToken cancel)
    {
        var table = await ReadAsync(entry, cancel);
        foreach (var snapshot in table.Snapshots)
            await TryAsync(() => named.AddAsync(table, snapshot, cancel));
    }

    /// <summary>What lies elsewhere is listed only when it is known that a table lies there.</summary>
    private bool MayBeThere(string location, IReadOnlySet<string> listed) =>
        KeyOf(location) is { } key && (listed.Contains(key) || !key.StartsWith("tables/", StringComparison.Ordinal));

    /// <summary>Past the cache: a lake's past is read once and never again.</summary>
    private async Task<TableMetadata> ReadAsync(TableEntry.Table entry, CancellationToken cancel)
    {
        var table = MetadataFile.Read(await tables.Files.ReadAsync(entry.MetadataLocation, cancel), entry.MetadataLocation);
        if (KeyOf(table.Location) is { } folder)
            _folders.Add(folder);
        return table;
    }

    private string? KeyOf(string location)
    {
        try
        {
            return tables.Files.KeyOf(location);
        }
        catch (Exception e) when (e is LocationOutsideException or ArgumentException)
        {
            return null;
        }
    }

    private static IReadOnlyList<Snapshot> Current(TableMetadata table)
    {
        var named = table.Refs.Values.Select(name => name.SnapshotId).ToHashSet();
        return [.. table.Snapshots.Where(snapshot => snapshot.SnapshotId == table.CurrentSnapshotId || named.Contains(snapshot.SnapshotId))];
    }

    /// <summary>What has gone already names nothing more: whoever deleted it went on, or the next to look for files that nothing names does.</summary>
    private static async Task TryAsync(Func<Task> walk)
    {
        try
        {
            await walk();
        }
        catch (Exception e) when (e is ObjectNotFoundException or LocationOutsideException || FailureKinds.Of(e) is FailureKind.Corrupt)
        {
            // Gone, or not to be read.
        }
    }
}
