using Tarn.Bench.Measure;
using Tarn.Catalog;
using Tarn.Storage.Local;

namespace Tarn.Bench.Lakes;

/// <summary>A catalog of many tables that are entries only: no table has metadata or files.</summary>
internal sealed class CatalogLake
{
    private readonly LakeCatalog _catalog;
    private readonly int _tables;
    private int _rounds;

    private CatalogLake(LakeCatalog catalog, int tables) => (_catalog, _tables) = (catalog, tables);

    /// <summary>Makes a catalog with so many tables, or opens it when it was made before: a million take minutes.</summary>
    public static async Task<CatalogLake> MakeAsync(string folder, int tables, CancellationToken cancel)
    {
        var ids = IdSource.FromSystem(TimeProvider.System);
        var done = Path.Combine(folder, "made");
        if (File.Exists(done))
            return new CatalogLake(await LakeCatalog.OpenAsync(new LocalObjectStore(folder), ids, cancel), tables);
        var catalog = await LakeCatalog.InitializeAsync(new LocalObjectStore(Disk.Fresh(folder)), ids, cancel);
        await catalog.CommitAsync(Request(BranchName.Main, [.. Enumerable.Range(0, tables).Select(i => new TableWrite(NameOf(i), null, EntryOf(i, 0)))]), cancel);
        await File.WriteAllTextAsync(done, "", cancel);
        return new CatalogLake(catalog, tables);
    }

    /// <summary>Makes a branch, changes so many tables on it in one commit, compares it, merges it and drops it.</summary>
    public async Task<CatalogRound> TurnAsync(int changes, CancellationToken cancel)
    {
        var round = ++_rounds;
        var branch = BranchName.Parse($"bench-{Environment.ProcessId}-{round}");
        var look = Clock.Start();
        var main = await _catalog.TreeAtAsync("main", cancel);
        var writes = new List<TableWrite>();
        foreach (var i in Enumerable.Range(0, changes).Select(n => (int)(((long)n * _tables / changes) + (round % Math.Max(1, _tables / changes)))))
            writes.Add(new TableWrite(NameOf(i), await main.FindAsync(NameOf(i), cancel), EntryOf(i, TimeProvider.System.GetTimestamp())));
        var looked = look.Seconds;
        GC.Collect();
        var clock = Clock.Start();
        await _catalog.CreateBranchAsync(branch, "main", cancel);
        var created = clock.Seconds;
        await _catalog.CommitAsync(Request(branch, writes), cancel);
        var changed = clock.Seconds;
        var diff = await _catalog.DiffAsync("main", branch.ToString(), cancel);
        var compared = clock.Seconds;
        await _catalog.MergeAsync(branch, BranchName.Main, new MergeOptions { Author = "bench", Message = "merge" }, cancel);
        var merged = clock.Seconds;
        await _catalog.DeleteBranchAsync(branch, cancel: cancel);
        return diff.Count == changes
            ? new CatalogRound(looked, created, changed - created, compared - changed, merged - compared, clock.Seconds - merged)
            : throw new InvalidOperationException($"{changes} tables were changed, {diff.Count} differ.");
    }

    private static TableName NameOf(int i) => TableName.Parse($"bronze.t_{i}");

    private static TableEntry.Table EntryOf(int i, long version) => new()
    {
        MetadataLocation = $"file:///lake/tables/bronze/t_{i}-0a1b2c3d/metadata/{version:x16}.metadata.json",
        Uuid = $"{i:x8}-0000-4000-8000-000000000000",
    };

    private static CommitRequest Request(BranchName branch, IReadOnlyList<TableWrite> changes) => new() { Branch = branch, Author = "bench", Message = "change", Changes = changes };
}
