using System.Collections.Immutable;
using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;

namespace Tarn.Core.Tests.Engine;

/// <summary>One random sequence of operations, done on a lake and on the reference model. Chapters: work on branches, merges, reverts.</summary>
internal sealed partial class ModelRun : IDisposable
{
    private const int Partitions = 3;
    private static readonly string[] Names = ["t.a", "t.b", "t.c"];
    private readonly Random _random;
    private readonly ModelWorld _world;
    private readonly ModelLake _model = new();
    private readonly ModelCounts _counts;
    private int _rows;

    private readonly List<string> _log;

    private ModelRun(int seed, ModelWorld world, ModelCounts counts, List<string> log) => (_random, _world, _counts, _log) = (new Random(seed), world, counts, log);

    private LakeCatalog Catalog => _world.Catalog;

    public static async Task<ModelRun> StartAsync(int seed, ModelCounts counts, List<string> log)
    {
        var run = new ModelRun(seed, await ModelWorld.MakeAsync(seed, seed % 2 == 0 ? 2 : 3), counts, log);
        var first = await run.Catalog.ResolveAsync("main");
        run._model.Made(first, ImmutableSortedDictionary<string, ModelTable>.Empty);
        run._model.Open["main"] = first.Id;
        await run.WorkAsync("main");
        await run.WorkAsync("main");
        return run;
    }

    public void Dispose() => _world.Dispose();

    public Task StepAsync() => _random.Next(100) switch
    {
        < 48 => WorkAsync(Pick(_model.Open.Keys)),
        < 60 => ForkAsync(),
        < 82 => MergeAsync(),
        < 94 => RevertAsync(),
        < 98 => SealAsync(),
        _ => DeleteAsync(),
    };

    /// <summary>Every branch that is there holds what the model says.</summary>
    public async Task CheckAllAsync()
    {
        foreach (var (name, head) in _model.Open.Concat(_model.Sealed))
            await CheckAsync(name, head);
    }

    private async Task CheckAsync(string branch, string head)
    {
        (await Catalog.ResolveAsync(branch)).Id.ShouldBe(head);
        var expected = _model.Of(head);
        var there = await (await Catalog.TreeAtAsync(branch)).ListAsync().ToListAsync();
        there.Select(table => table.Table.ToString()).ShouldBe(expected.Keys);
        foreach (var (table, entry) in there)
            (await _world.ReadAsync((TableEntry.Table)entry)).Told.ShouldBe(expected[table.ToString()].Told, $"{table} on {branch}");
    }

    private async Task WorkAsync(string branch)
    {
        var state = _model.Head(branch);
        var tree = await Catalog.TreeAtAsync(branch);
        var changes = new Dictionary<string, (TableEntry? Entry, ModelTable? Model)>();
        foreach (var name in Names.Take(2).Where(_ => _random.Next(3) > 0).DefaultIfEmpty("t.a"))
        {
            if (!state.TryGetValue(name, out var model))
                changes[name] = (await _world.CreateAsync(name), New());
            else if (_random.Next(25) is 0)
                await RemoveAsync(changes, name, (await tree.FindAsync(Entries.Name(name)))!, state);
            else
                changes[name] = await ChangeAsync((TableEntry.Table)(await tree.FindAsync(Entries.Name(name)))!, model);
        }
        var writes = new List<TableWrite>();
        foreach (var (name, change) in changes)
            writes.Add(new TableWrite(Entries.Name(name), await tree.FindAsync(Entries.Name(name)), change.Entry));
        var commit = await Catalog.CommitAsync(Entries.Request(BranchName.Parse(branch), "work", [.. writes]));
        _model.Made(commit, changes.Aggregate(state, (all, change) => change.Value.Model is { } model ? all.SetItem(change.Key, model) : all.Remove(change.Key)));
        _model.Open[branch] = commit.Id;
        _log.Add($"{commit.ShortId} on {branch}: {string.Join(", ", changes.Select(change => $"{change.Key} {change.Value.Model}"))}");
        await CheckAsync(branch, commit.Id);
    }

    /// <summary>Drops a table, or gives it another name.</summary>
    private async Task RemoveAsync(Dictionary<string, (TableEntry? Entry, ModelTable? Model)> changes, string name, TableEntry entry, ImmutableSortedDictionary<string, ModelTable> state)
    {
        changes[name] = (null, null);
        if (_random.Next(2) is 0 && !state.ContainsKey("t.c") && !changes.ContainsKey("t.c"))
            changes["t.c"] = (entry, state[name]);
        await Task.CompletedTask;
    }

    private async Task<(TableEntry? Entry, ModelTable? Model)> ChangeAsync(TableEntry.Table entry, ModelTable model)
    {
        var (partition, key) = (_random.Next(Partitions), _random.Next(3));
        var inPartition = model.Rows.Where(row => row.Partition == partition).ToList();
        switch (_random.Next(20))
        {
            case < 8:
                var rows = Rows(partition);
                return Done(await _world.AppendAsync(entry, rows), model with { Rows = model.Rows.Union(rows) }, ModelWork.Append, partition);
            case < 10:
                var replaced = Rows(partition);
                return Done(await _world.ReplaceAsync(entry, replaced, whole: false), model with { Rows = model.Rows.Except(inPartition).Union(replaced) }, ModelWork.Change, partition);
            case 10:
                var whole = Rows(partition);
                return Done(await _world.ReplaceAsync(entry, whole, whole: true), model with { Rows = [.. whole] }, ModelWork.Change, null);
            case 11 or 12:
                return Done(await _world.RewriteAsync(entry, partition, row => row.Key == key, compacts: false), Without(model, partition, key), ModelWork.Change, partition, entry);
            case 13:
                return Done(await _world.DeleteByKeyAsync(entry, partition, key), Without(model, partition, key), ModelWork.Change, partition);
            case 14 or 15 when inPartition.Count > 0:
                var row = inPartition.MinBy(one => one.Id)!;
                return Done(await _world.DeleteByPositionAsync(entry, row), model with { Rows = model.Rows.Remove(row) }, ModelWork.Change, partition);
            case 16 or 17:
                return Done(await _world.RewriteAsync(entry, partition, _ => false, compacts: true), model, ModelWork.Compact, partition, entry);
            case 18 when model.Columns.Count < 3:
                var column = Pick(Enumerable.Range(0, 6).Select(number => $"c{number}").Where(other => !model.Columns.Contains(other)));
                return (await _world.AddColumnAsync(entry, column), model with { State = _model.Next(), Columns = model.Columns.Add(column) });
            default:
                var (property, value) = ($"k{_random.Next(2)}", $"{_random.Next(1000)}");
                return (await _world.SetAsync(entry, property, value), model with { State = _model.Next(), Properties = model.Properties.SetItem(property, value) });
        }
    }

    private (TableEntry? Entry, ModelTable? Model) Done(TableEntry.Table after, ModelTable model, ModelWork work, int? partition, TableEntry? before = null) =>
        after == before ? (after, model) : (after, model with { State = _model.Next(), Deeds = model.Deeds.Add(new ModelDeed(_model.Next(), work, partition)) });

    private static ModelTable Without(ModelTable model, int partition, int key) => model with { Rows = model.Rows.Except(model.Rows.Where(row => row.Partition == partition && row.Key == key)) };

    private List<ModelRow> Rows(int partition) => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new ModelRow(++_rows, partition, _random.Next(3)))];

    private ModelTable New() => new() { Table = _model.Next(), State = _model.Next() };

    private T Pick<T>(IEnumerable<T> from) => from.ElementAt(_random.Next(from.Count()));
}
