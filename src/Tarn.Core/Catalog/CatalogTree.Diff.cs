using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Tarn.Catalog;

/// <content>Differences.</content>
public sealed partial class CatalogTree
{
    /// <summary>Every name that differs between two trees of one lake, in order of the name. Nodes that are equal are not read.</summary>
    public static async Task<IReadOnlyList<TableChange>> DiffAsync(
        CatalogTree before, CatalogTree after, CancellationToken cancel = default)
    {
        var left = await before.OverlayAsync(cancel).ConfigureAwait(false);
        var right = await after.OverlayAsync(cancel).ConfigureAwait(false);
        var below = new Dictionary<TableName, TableChange>();
        await foreach (var change in DiffBelowAsync(before, after, cancel).ConfigureAwait(false))
            below.Add(change.Table, change);
        foreach (var name in Touched(left, right).Where(name => !below.ContainsKey(name)))
        {
            var both = left.ContainsKey(name) && right.ContainsKey(name) ? null : await before.FindBelowAsync(name, cancel).ConfigureAwait(false);
            below.Add(name, new TableChange(name, both, both));
        }
        return
        [
            .. below.Values.Select(change => new TableChange(
                    change.Table, left.GetValueOrDefault(change.Table, change.Before), right.GetValueOrDefault(change.Table, change.After)))
                .Where(change => change.Before != change.After)
                .OrderBy(change => change.Table),
        ];
    }

    /// <summary>The names over the nodes whose entries are not the same on both sides.</summary>
    private static IEnumerable<TableName> Touched(ImmutableDictionary<TableName, TableEntry?> left, ImmutableDictionary<TableName, TableEntry?> right) =>
        ReferenceEquals(left, right)
            ? []
            : left.Keys.Where(name => !right.TryGetValue(name, out var entry) || entry != left[name]).Union(right.Keys.Where(name => !left.ContainsKey(name)));

    /// <summary>The differences of the nodes.</summary>
    private static async IAsyncEnumerable<TableChange> DiffBelowAsync(CatalogTree before, CatalogTree after, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (before._root?.Hash == after._root?.Hash)
            yield break;
        var left = await before.NamespacesBelowAsync(cancel).ConfigureAwait(false);
        var right = await after.NamespacesBelowAsync(cancel).ConfigureAwait(false);
        foreach (var ns in left.Keys.Union(right.Keys, StringComparer.Ordinal))
        {
            await foreach (var (name, was, now) in before.DiffNodesAsync(left.GetValueOrDefault(ns), right.GetValueOrDefault(ns), cancel).ConfigureAwait(false))
                yield return new TableChange(NameOf(ns, name), was, now);
        }
    }

    private async IAsyncEnumerable<(string Name, TableEntry? Before, TableEntry? After)> DiffNodesAsync(
        TreeNodeRef? before, TreeNodeRef? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var open = new Stack<(TreeNodeRef? Before, TreeNodeRef? After)>([(before, after)]);
        while (open.TryPop(out var pair))
        {
            if (pair.Before?.Hash == pair.After?.Hash)
                continue;
            if (await ForkAsync(pair.Before, cancel).ConfigureAwait(false) is { } left && await ForkAsync(pair.After, cancel).ConfigureAwait(false) is { } right)
            {
                foreach (var children in left.Children.Zip(right.Children))
                    open.Push(children);
                continue;
            }
            var was = await _nodes.CollectAsync([pair.Before], made: null, cancel).ConfigureAwait(false);
            var now = await _nodes.CollectAsync([pair.After], made: null, cancel).ConfigureAwait(false);
            foreach (var difference in DiffTables(was, now))
                yield return difference;
        }
    }

    private async Task<TreeNode.Fork?> ForkAsync(TreeNodeRef? node, CancellationToken cancel) =>
        node is null ? null : await _nodes.LoadAsync(node, cancel).ConfigureAwait(false) as TreeNode.Fork;

    private static IEnumerable<(string Name, TableEntry? Before, TableEntry? After)> DiffTables(
        ImmutableSortedDictionary<string, TableEntry> before, ImmutableSortedDictionary<string, TableEntry> after) =>
        before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Select(name => (Name: name, Before: before.GetValueOrDefault(name), After: after.GetValueOrDefault(name)))
            .Where(pair => pair.Before != pair.After);
}
