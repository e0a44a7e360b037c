using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Tarn.Catalog;
using Tarn.Storage.Memory;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public sealed class CatalogTreeTests : IDisposable
{
    private readonly MemoryObjectStore _store = new("trees");
    private readonly IdSource _ids = IdSource.Seeded(3, TimeProvider.System);
    private readonly TreeNodes _nodes;

    public CatalogTreeTests() => _nodes = new TreeNodes(new CatalogObjects(_store));

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_tree_is_a_dictionary_however_it_came_about()
    {
        var name = from ns in Gen.Elements("a", "b", "large", "large", "large", "large")
                   from number in Gen.Choose(0, ns == "large" ? 900 : 20)
                   select $"{ns}.t{number}";
        var entry = Gen.Choose(0, 9).Select(version => version < 3 ? null : version == 9 ? View($"{version}") : Table($"{version}"));
        var batch = from size in Gen.Elements(1, 5, 300, 700)
                    from edits in Gen.Zip(name, entry).ArrayOf(size)
                    select edits;
        Prop.ForAll(batch.ArrayOf(5).ToArbitrary(), batches => BehavesAsADictionaryAsync(batches).Result)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void The_parts_of_many_trees_are_all_their_entries_and_objects_and_none_that_no_tree_has()
    {
        var name = Gen.Choose(0, 300).Select(number => $"large.t{number}");
        var edits = Gen.Zip(name, Gen.Choose(0, 1000)).ArrayOf(12);
        Prop.ForAll(edits.ArrayOf(12).ToArbitrary(), batches => PartsAreAllAsync(batches).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Fact]
    public async Task A_diff_reads_only_what_differs()
    {
        var before = await FilledAsync("bronze", 5000);
        var after = await SavedAsync(await before.WithAsync(One("bronze.t77", Table("new"))));
        var counting = new FaultyObjectStore(_store, (_, _) => Fault.None);
        var cold = new TreeNodes(new CatalogObjects(counting));
        var changes = await CatalogTree.DiffAsync(CatalogTree.Whole(cold, await RootAsync(before)), CatalogTree.Whole(cold, await RootAsync(after)));
        changes.ShouldHaveSingleItem().Table.ShouldBe(Name("bronze.t77"));
        // A root, a fork and a leaf on either side.
        counting.Operations.ShouldBe(6);
    }

    [Fact]
    public async Task Nodes_are_written_as_one_object()
    {
        await FilledAsync("bronze", 5000);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_whose_bytes_are_not_its_hash_is_corrupt()
    {
        var tree = await FilledAsync("bronze", 3);
        foreach (var entry in await _store.ListAsync("trees/").ToListAsync())
        {
            var bytes = await _store.ReadAsync(entry.Key);
            bytes[20] ^= 1;
            await _store.DeleteAsync(entry.Key);
            await _store.CreateAsync(entry.Key, bytes);
        }
        var cold = CatalogTree.Whole(new TreeNodes(new CatalogObjects(_store)), await RootAsync(tree));
        (await ProblemAsync(FailureKind.Corrupt, () => cold.FindAsync(Name("bronze.t1")))).Code.ShouldBe("catalog.corrupt");
    }

    private async Task<bool> BehavesAsADictionaryAsync((string Name, TableEntry? Entry)[][] batches)
    {
        var (tree, model) = (CatalogTree.Whole(_nodes, root: null), ImmutableDictionary<TableName, TableEntry>.Empty);
        foreach (var (number, batch) in batches.Index())
        {
            var edits = batch.GroupBy(edit => edit.Name).ToDictionary(group => Name(group.Key), group => group.Last().Entry);
            var next = await tree.WithAsync(edits);
            if (number % 2 == batches.Length % 2)
                next = await SavedAsync(next);
            var changed = edits.Aggregate(model, (made, edit) => edit.Value is null ? made.Remove(edit.Key) : made.SetItem(edit.Key, edit.Value));
            (await CatalogTree.DiffAsync(tree, next)).ShouldBe(Differences(model, changed));
            (tree, model) = (next, changed);
            await ShouldHoldAsync(tree, model);
            foreach (var name in edits.Keys)
                (await tree.FindAsync(name)).ShouldBe(model.GetValueOrDefault(name));
        }
        var atOnce = await CatalogTree.Whole(_nodes, root: null).WithAsync(model.ToDictionary(pair => pair.Key, pair => (TableEntry?)pair.Value));
        (await CatalogTree.DiffAsync(await SavedAsync(atOnce), tree)).ShouldBeEmpty();
        return true;
    }

    private static async Task ShouldHoldAsync(CatalogTree tree, ImmutableDictionary<TableName, TableEntry> model)
    {
        (await tree.ListAsync().ToListAsync()).ShouldBe(model.OrderBy(pair => pair.Key.Namespace, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
        (await tree.ListAsync("b").CountAsync()).ShouldBe(model.Keys.Count(name => name.Namespace == "b"));
        (await tree.NamespacesAsync()).ShouldBe(model.Keys.CountBy(name => name.Namespace).OrderBy(count => count.Key, StringComparer.Ordinal));
    }

    private static IEnumerable<TableChange> Differences(
        ImmutableDictionary<TableName, TableEntry> before, ImmutableDictionary<TableName, TableEntry> after) =>
        before.Keys.Union(after.Keys)
            .Select(name => new TableChange(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(change => change.Before != change.After)
            .OrderBy(change => change.Table);

    /// <summary>Trees that grow out of each other, some over new nodes, some over those of before.</summary>
    private async Task PartsAreAllAsync((string Name, int Version)[][] batches)
    {
        var trees = new List<CatalogTree> { await FilledAsync("large", 150) };
        foreach (var (i, batch) in batches.Index())
        {
            var changed = await trees[^1].WithAsync(batch.DistinctBy(edit => edit.Name).ToDictionary(edit => Name(edit.Name), edit => edit.Version % 4 == 0 ? null : Table($"{edit.Version}")));
            trees.Add(i % 3 == 2 ? await SavedAsync(changed) : changed);
        }
        trees.RemoveAll(tree => trees.IndexOf(tree) % 2 == 0);
        var (seen, entries, objects) = (new HashSet<object>(), new HashSet<TableEntry>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var tree in trees)
        {
            await foreach (var part in tree.PartsAsync(seen))
            {
                entries.UnionWith(part.Entries);
                if (part.ObjectKey is { } key)
                    objects.Add(key);
            }
        }
        var wanted = new HashSet<TableEntry>();
        foreach (var tree in trees)
            wanted.UnionWith(await tree.ListAsync().Select(found => found.Entry).ToListAsync());
        entries.SetEquals(wanted).ShouldBeTrue();
        foreach (var unneeded in await _store.ListAsync("trees/").Where(entry => !objects.Contains(entry.Key)).ToListAsync())
            await _store.DeleteAsync(unneeded.Key);
        foreach (var tree in trees)
            await CatalogTree.Whole(new TreeNodes(new CatalogObjects(_store)), await RootAsync(await SavedAsync(tree))).ListAsync().CountAsync();
    }

    private async Task<CatalogTree> FilledAsync(string ns, int tables)
    {
        var entries = Enumerable.Range(0, tables).ToDictionary(number => Name($"{ns}.t{number}"), TableEntry? (number) => Table($"{number}"));
        return await SavedAsync(await CatalogTree.Whole(_nodes, root: null).WithAsync(entries));
    }

    private async Task<CatalogTree> SavedAsync(CatalogTree tree)
    {
        var (pack, root) = await tree.PackAsync(_ids.NextHex(TreePack.IdDigits), default);
        await _nodes.SaveAsync(pack, default);
        return CatalogTree.Whole(_nodes, root);
    }

    private static async Task<TreeNodeRef?> RootAsync(CatalogTree saved) => (await saved.PackAsync("unused", default)).Root;

    private async Task<int> CountAsync() => await _store.ListAsync("trees/").CountAsync();

    private static Dictionary<TableName, TableEntry?> One(string name, TableEntry? entry) => new() { [Name(name)] = entry };
}
