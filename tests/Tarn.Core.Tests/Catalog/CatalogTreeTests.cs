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
    public async Task A_small_change_in_a_large_lake_writes_three_nodes()
    {
        var tree = await FilledAsync("bronze", 5000);
        await (await tree.WithAsync(One("silver.x", Table("1")))).SaveAsync(default);
        var before = await CountAsync();
        tree = await tree.WithAsync(One("bronze.t77", Table("new")));
        await tree.SaveAsync(default);
        // 5,000 tables are two levels of forks over leaves: root, fork, fork, leaf.
        (await CountAsync() - before).ShouldBeLessThanOrEqualTo(4);
        (await tree.FindAsync(Name("bronze.t77"))).ShouldBe(Table("new"));
    }

    [Fact]
    public async Task A_diff_reads_only_what_differs()
    {
        var before = await FilledAsync("bronze", 5000);
        var after = await before.WithAsync(One("bronze.t77", Table("new")));
        await after.SaveAsync(default);
        var counting = new FaultyObjectStore(_store, (_, _) => Fault.None);
        var cold = new TreeNodes(new CatalogObjects(counting));
        var changes = await CatalogTree.DiffAsync(CatalogTree.Stored(cold, before.Hash), CatalogTree.Stored(cold, after.Hash));
        changes.ShouldHaveSingleItem().Table.ShouldBe(Name("bronze.t77"));
        counting.Operations.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task A_node_whose_bytes_are_not_its_hash_is_corrupt()
    {
        var tree = await FilledAsync("bronze", 3);
        foreach (var entry in await _store.ListAsync("trees/").ToListAsync())
        {
            await _store.DeleteAsync(entry.Key);
            await _store.CreateAsync(entry.Key, """{"tables":{}}"""u8.ToArray());
        }
        var cold = CatalogTree.Stored(new TreeNodes(new CatalogObjects(_store)), tree.Hash);
        (await ProblemAsync(FailureKind.Corrupt, () => cold.FindAsync(Name("bronze.t1")))).Code.ShouldBe("catalog.corrupt");
    }

    private async Task<bool> BehavesAsADictionaryAsync((string Name, TableEntry? Entry)[][] batches)
    {
        var (tree, model) = (CatalogTree.Empty(_nodes), ImmutableDictionary<TableName, TableEntry>.Empty);
        foreach (var batch in batches)
        {
            var edits = batch.GroupBy(edit => edit.Name).ToDictionary(group => Name(group.Key), group => group.Last().Entry);
            var next = await tree.WithAsync(edits);
            await next.SaveAsync(default);
            next = CatalogTree.Stored(_nodes, next.Hash);
            var changed = edits.Aggregate(model, (made, edit) => edit.Value is null ? made.Remove(edit.Key) : made.SetItem(edit.Key, edit.Value));
            (await CatalogTree.DiffAsync(tree, next)).ShouldBe(Differences(model, changed));
            (tree, model) = (next, changed);
            await ShouldHoldAsync(tree, model);
            foreach (var name in edits.Keys)
                (await tree.FindAsync(name)).ShouldBe(model.GetValueOrDefault(name));
        }
        (await CatalogTree.Empty(_nodes).WithAsync(model.ToDictionary(pair => pair.Key, pair => (TableEntry?)pair.Value))).Hash.ShouldBe(tree.Hash);
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

    private async Task<CatalogTree> FilledAsync(string ns, int tables)
    {
        var entries = Enumerable.Range(0, tables).ToDictionary(number => Name($"{ns}.t{number}"), TableEntry? (number) => Table($"{number}"));
        var tree = await CatalogTree.Empty(_nodes).WithAsync(entries);
        await tree.SaveAsync(default);
        return tree;
    }

    private async Task<int> CountAsync() => await _store.ListAsync("trees/").CountAsync();

    private static Dictionary<TableName, TableEntry?> One(string name, TableEntry? entry) => new() { [Name(name)] = entry };
}
