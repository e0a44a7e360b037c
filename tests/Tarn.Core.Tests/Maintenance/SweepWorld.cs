using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Maintenance;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>
/// A lake whose clock is a test's, with writers, branches, tags and readers that do by chance what such do, and a record of what each commit held and until
/// when it was somebody's newest.
/// </summary>
internal sealed class SweepWorld : IDisposable
{
    private static readonly string[] Names = ["gold.a", "gold.b", "silver.c"];
    private readonly MemoryObjectStore _store;
    private readonly Random _chance;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);
    private readonly List<(string Table, string Branch, TableEntry.Table? Before, TableEntry.Table After, DateTimeOffset Began)> _staged = [];
    private readonly List<string> _names = [];
    private int _values;
    private DateTimeOffset _upkeepBegan;

    private SweepWorld(Random chance, FakeTime time, MemoryObjectStore store, MaintenanceScene writer) => (_chance, Time, _store, Writer) = (chance, time, store, writer);

    public FakeTime Time { get; }

    public IObjectStore Store => _store;

    public MaintenanceScene Writer { get; }

    /// <summary>Commits that are recorded.</summary>
    public int Commits => _held.Count;

    public static async Task<SweepWorld> OpenAsync(int seed)
    {
        var time = new FakeTime();
        var store = new MemoryObjectStore($"sweep-{seed}", time);
        return new SweepWorld(new Random(seed), time, store, await MaintenanceScene.OpenAsync(store, time, seed));
    }

    /// <summary>Upkeep begins: what it commits comes after what was newest until now.</summary>
    public void BeginUpkeep() => _upkeepBegan = Time.GetUtcNow();

    /// <summary>Something that people and programs do.</summary>
    public async Task StepAsync()
    {
        switch (_chance.Next(12))
        {
            case < 4:
                await WriteAsync();
                break;
            case 4:
                await DropAsync();
                break;
            case 5 or 6:
                await NameAsync();
                break;
            case 7:
                await UnnameAsync();
                break;
            case 8:
                await StageAsync();
                break;
            case 9:
                await CommitStagedAsync();
                break;
            default:
                Time.Advance(TimeSpan.FromHours(_chance.Next(1, 30)));
                break;
        }
    }

    /// <summary>Fails unless every commit that somebody may still read is there to its last file, and holds what it held.</summary>
    public async Task HoldsAsync(TimeSpan age, string at)
    {
        using var reader = await Writer.BesideAsync(_store, _values);
        var heads = (await reader.Catalog.ListBranchesAsync()).Select(b => b.Commit).Concat((await reader.Catalog.ListTagsAsync()).Select(t => t.Commit)).ToHashSet(StringComparer.Ordinal);
        // Upkeep commits too: what it came after was somebody's newest until then.
        foreach (var commit in _held.Keys.Where(commit => !heads.Contains(commit)))
            _until.TryAdd(commit, _upkeepBegan);
        foreach (var commit in _held.Keys.Where(commit => heads.Contains(commit) || Until(commit) > Time.GetUtcNow() - age))
        {
            foreach (var (table, rows) in _held[commit])
                await HoldsAsync(reader, commit, table, heads.Contains(commit) ? rows : null, at);
        }
    }

    /// <summary>Takes away all names but main, so that nothing but main's head is needed one day.</summary>
    public async Task ForsakeAsync()
    {
        _staged.Clear();
        foreach (var branch in (await Writer.Catalog.ListBranchesAsync()).Where(b => b.Name != BranchName.Main))
            await Writer.Catalog.DeleteBranchAsync(branch.Name);
        foreach (var tag in await Writer.Catalog.ListTagsAsync())
            await Writer.Catalog.DeleteTagAsync(tag.Name);
    }

    /// <summary>Files of tables, and the catalog's commits and nodes, that main does not need.</summary>
    public async Task<IReadOnlyList<string>> LeftoversAsync()
    {
        var reach = new Reachability(Writer.Catalog, new LakeTables(new TableFiles(_store)));
        await reach.AddHeadAsync(await Writer.Catalog.ResolveAsync("main"), new Dictionary<string, ExpiryPlan>(), default);
        await foreach (var commit in Writer.Catalog.LogAsync("main", firstParentOnly: false))
            reach.AddLogged(commit);
        var left = new List<string>();
        foreach (var prefix in new[] { "tables/", "commits/", "trees/" })
            left.AddRange(await _store.ListAsync(prefix).Where(entry => !reach.Live.Contains(entry.Key)).Select(entry => entry.Key).ToListAsync());
        return left;
    }

    public void Dispose()
    {
        Writer.Dispose();
        _store.Dispose();
    }

    private static async Task HoldsAsync(MaintenanceScene reader, string commit, string table, string? rows, string at)
    {
        var entry = await reader.FindAsync(table, commit);
        entry.ShouldNotBeNull($"{at}: {table} at {commit}");
        var metadata = await reader.Tables.MetadataAsync(entry, default);
        var plan = await reader.Tables.PlanAsync(metadata, default);
        foreach (var path in plan.Files.Select(f => f.File.Path).Concat(plan.Deletes.Select(d => d.File.Path)))
            (await reader.Tables.Files.SizeAsync(path)).ShouldNotBeNull($"{at}: {path} of {table} at {commit}");
        if (rows is not null)
            string.Join('\n', await reader.RowsAsync(entry)).ShouldBe(rows, $"{at}: {table} at {commit}");
    }

    private DateTimeOffset Until(string commit) => _until.TryGetValue(commit, out var until) ? until : DateTimeOffset.MaxValue;

    private async Task WriteAsync()
    {
        var (branch, table) = (await OpenBranchAsync(), Names[_chance.Next(Names.Length)]);
        var before = await Writer.FindAsync(table, branch);
        var rows = $"select i::integer as id, 'v{++_values}' as name from range({_chance.Next(20)}, {_chance.Next(20, 30)}) as numbers(i)";
        var after = before is null ? await Writer.WrittenAsync(table, null, rows, MergeOnRead) : _chance.Next(3) switch
        {
            0 => await Writer.WrittenAsync(table, before, rows, mode: new WriteMode.Replace()),
            1 => await Writer.MergedAsync(table, before, rows),
            _ => await Writer.WrittenAsync(table, before, rows),
        };
        await CommitAsync(table, before, after, branch);
    }

    private async Task DropAsync()
    {
        var (branch, table) = (await OpenBranchAsync(), Names[_chance.Next(Names.Length)]);
        if (await Writer.FindAsync(table, branch) is { } before)
            await CommitAsync(table, before, null, branch);
    }

    private async Task CommitAsync(string table, TableEntry? before, TableEntry? after, string branch)
    {
        var head = (await Writer.Catalog.ResolveAsync(branch)).Id;
        var commit = await Writer.CommitAsync(table, before, after, branch);
        _until[head] = Time.GetUtcNow();
        await RecordAsync(commit.Id);
    }

    private async Task RecordAsync(string commit)
    {
        _until.Remove(commit);
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in Names)
        {
            if (await Writer.FindAsync(table, commit) is { } entry)
                held[table] = string.Join('\n', await Writer.RowsAsync(entry));
        }
        _held[commit] = held;
    }

    /// <summary>A branch or tag of something that has a name, or of what had one not long ago.</summary>
    private async Task NameAsync()
    {
        var recent = _held.Keys.Where(commit => Until(commit) > Time.GetUtcNow() - TimeSpan.FromDays(4)).ToList();
        var from = _chance.Next(2) == 0 || recent.Count == 0 ? await OpenBranchAsync() : recent[_chance.Next(recent.Count)];
        var name = BranchName.Parse($"n{_chance.Next(6)}");
        try
        {
            var commit = _chance.Next(2) == 0 ? (await Writer.Catalog.CreateBranchAsync(name, from)).Commit : (await Writer.Catalog.CreateTagAsync(name, from)).Commit;
            await RecordAsync(commit);
            if (_chance.Next(6) == 0 && await Writer.Catalog.FindBranchAsync(name) is not null)
                await Writer.Catalog.SealBranchAsync(name);
        }
        catch (TarnException e) when (e.Problems[0].Code is "catalog.name-taken" or "catalog.name-sealed" or "catalog.fork-of-sealed" or "catalog.expired")
        {
            // Taken, or the program that asked was told that it came too late.
        }
    }

    private async Task UnnameAsync()
    {
        var branches = (await Writer.Catalog.ListBranchesAsync()).Where(b => b.Name != BranchName.Main).ToList();
        if (branches.Count > 0)
        {
            var branch = branches[_chance.Next(branches.Count)];
            await Writer.Catalog.DeleteBranchAsync(branch.Name);
            _until[branch.Commit] = Time.GetUtcNow();
        }
        foreach (var tag in (await Writer.Catalog.ListTagsAsync()).Take(1))
        {
            await Writer.Catalog.DeleteTagAsync(tag.Name);
            _until[tag.Commit] = Time.GetUtcNow();
        }
    }

    /// <summary>A slow writer: its files are there, and will be named within three days, or never.</summary>
    private async Task StageAsync()
    {
        var (branch, table) = (await OpenBranchAsync(), Names[_chance.Next(Names.Length)]);
        var before = await Writer.FindAsync(table, branch);
        var after = await Writer.WrittenAsync(table, before, $"select {_chance.Next(30)}::integer as id, 's{++_values}' as name", before is null ? MergeOnRead : null);
        _staged.Add((table, branch, before, after, Time.GetUtcNow()));
    }

    private async Task CommitStagedAsync()
    {
        if (_staged.Count == 0)
            return;
        var (table, branch, before, after, began) = _staged[0];
        _staged.RemoveAt(0);
        if (Time.GetUtcNow() - began >= TimeSpan.FromDays(3))
            return;
        try
        {
            await CommitAsync(table, before, after, branch);
        }
        catch (TarnException e) when (e.Kind is FailureKind.Conflict or FailureKind.Invalid)
        {
            // Somebody else was first, or the branch is gone.
        }
    }

    private async Task<string> OpenBranchAsync()
    {
        _names.Clear();
        _names.AddRange((await Writer.Catalog.ListBranchesAsync()).Where(b => b.State is BranchState.Open).Select(b => b.Name.Value));
        return _names[_chance.Next(_names.Count)];
    }

    private static TableLayout MergeOnRead => new() { Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [TableProperties.MergeMode] = TableProperties.MergeOnRead } };
}
