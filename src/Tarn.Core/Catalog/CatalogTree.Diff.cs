using System.Collections.Immutable;

namespace Tarn.Catalog;

/// <content>Differences.</content>
public sealed partial class CatalogTree
{
    /// <summary>Every name that differs between two trees of one lake, in order of the name. Nodes that are equal are not read.</summary>
    public static async Task<IReadOnlyList<TableChange>> DiffAsync(
        CatalogTree before, CatalogTree after, CancellationToken cancel = default)
    {
        if (before.Hash == after.Hash)
            return [];
        var changes = new List<TableChange>();
        var left = (await before.RootAsync(cancel).ConfigureAwait(false)).Namespaces;
        var right = (await after.RootAsync(cancel).ConfigureAwait(false)).Namespaces;
        foreach (var ns in left.Keys.Union(right.Keys, StringComparer.Ordinal))
        {
            await foreach (var (name, was, now) in DiffNodesAsync(
                (before, left.GetValueOrDefault(ns)), (after, right.GetValueOrDefault(ns)), cancel).ConfigureAwait(false))
                changes.Add(new TableChange(NameOf(ns, name), was, now));
        }
        return [.. changes.OrderBy(change => change.Table)];
    }

    private static async IAsyncEnumerable<(string Name, TableEntry? Before, TableEntry? After)> DiffNodesAsync(
        (CatalogTree Tree, TreeNodeRef? Node) before,
        (CatalogTree Tree, TreeNodeRef? Node) after,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var open = new Stack<(TreeNodeRef? Before, TreeNodeRef? After)>([(before.Node, after.Node)]);
        while (open.TryPop(out var pair))
        {
            if (pair.Before?.Hash == pair.After?.Hash)
                continue;
            if (await ForkAsync(before.Tree, pair.Before, cancel).ConfigureAwait(false) is { } left
                && await ForkAsync(after.Tree, pair.After, cancel).ConfigureAwait(false) is { } right)
            {
                foreach (var children in left.Children.Zip(right.Children))
                    open.Push(children);
                continue;
            }
            var was = await before.Tree.CollectAsync(pair.Before, cancel).ConfigureAwait(false);
            var now = await after.Tree.CollectAsync(pair.After, cancel).ConfigureAwait(false);
            foreach (var difference in DiffTables(was, now))
                yield return difference;
        }
    }

    private static async Task<TreeNode.Fork?> ForkAsync(CatalogTree tree, TreeNodeRef? node, CancellationToken cancel) =>
        node is null ? null : await tree.NodeAsync(node.Hash, cancel).ConfigureAwait(false) as TreeNode.Fork;

    private static IEnumerable<(string Name, TableEntry? Before, TableEntry? After)> DiffTables(
        ImmutableSortedDictionary<string, TableEntry> before, ImmutableSortedDictionary<string, TableEntry> after) =>
        before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Select(name => (Name: name, Before: before.GetValueOrDefault(name), After: after.GetValueOrDefault(name)))
            .Where(pair => pair.Before != pair.After);
}
