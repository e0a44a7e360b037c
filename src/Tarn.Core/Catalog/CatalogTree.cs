using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Tarn.Catalog;

/// <summary>
/// What a commit holds: name -> entry. Immutable and lazy: nodes are read when they are asked for. Over the nodes lie the changes that came since they were
/// written, see <see cref="StoredTree"/>.
/// </summary>
public sealed partial class CatalogTree
{
    private readonly TreeNodes _nodes;
    private readonly TreeNodeRef? _root;
    private readonly Func<CancellationToken, Task<ImmutableDictionary<TableName, TableEntry?>>>? _load;
    private ImmutableDictionary<TableName, TableEntry?>? _overlay;

    private CatalogTree(TreeNodes nodes, TreeNodeRef? root, ImmutableDictionary<TableName, TableEntry?> overlay) => (_nodes, _root, _overlay) = (nodes, root, overlay);

    private CatalogTree(TreeNodes nodes, TreeNodeRef? root, Func<CancellationToken, Task<ImmutableDictionary<TableName, TableEntry?>>> load) =>
        (_nodes, _root, _load) = (nodes, root, load);

    internal static CatalogTree Stored(TreeNodes nodes, TreeOverlays overlays, CatalogCommit commit) =>
        new(nodes, commit.Tree.Root, cancel => overlays.LoadAsync(commit, cancel));

    /// <summary>The tree that these nodes are.</summary>
    internal static CatalogTree Whole(TreeNodes nodes, TreeNodeRef? root) => new(nodes, root, ImmutableDictionary<TableName, TableEntry?>.Empty);

    /// <summary>The entry of a name, or null.</summary>
    public async Task<TableEntry?> FindAsync(TableName table, CancellationToken cancel = default) =>
        (await OverlayAsync(cancel).ConfigureAwait(false)).TryGetValue(table, out var entry) ? entry : await FindBelowAsync(table, cancel).ConfigureAwait(false);

    /// <summary>The tables and views of one namespace, or of all (null), in order of the name.</summary>
    public async IAsyncEnumerable<(TableName Table, TableEntry Entry)> ListAsync(
        string? ns = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var overlay = (await OverlayAsync(cancel).ConfigureAwait(false)).ToLookup(change => change.Key.Namespace, StringComparer.Ordinal);
        var below = await NamespacesBelowAsync(cancel).ConfigureAwait(false);
        foreach (var name in below.Keys.Union(overlay.Select(group => group.Key), StringComparer.Ordinal).Where(name => ns is null || name == ns).Order(StringComparer.Ordinal))
        {
            var tables = (await _nodes.CollectAsync([below.GetValueOrDefault(name)], made: null, cancel).ConfigureAwait(false))
                .SetItems(overlay[name].Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Key.Name, change.Value!)))
                .RemoveRange(overlay[name].Where(change => change.Value is null).Select(change => change.Key.Name));
            foreach (var (table, entry) in tables.Where(pair => pair.Value is not TableEntry.Namespace))
                yield return (NameOf(name, table), entry);
        }
    }

    /// <summary>The namespaces that hold anything or are there by themselves, and how many tables and views each holds.</summary>
    public async Task<IReadOnlyDictionary<string, int>> NamespacesAsync(CancellationToken cancel = default)
    {
        var counts = await CountsAsync(cancel).ConfigureAwait(false);
        foreach (var name in counts.Keys.ToList())
            counts[name] -= await FindAsync(TableName.OfNamespace(name), cancel).ConfigureAwait(false) is null ? 0 : 1;
        return counts;
    }

    /// <summary>The names of the namespaces that hold anything or are there by themselves, in order. Of nested ones the whole name.</summary>
    public async Task<IReadOnlyList<string>> NamespaceNamesAsync(CancellationToken cancel = default) =>
        [.. (await CountsAsync(cancel).ConfigureAwait(false)).Keys];

    private static TableName NameOf(string ns, string name) =>
        TableName.TryParseStored($"{ns}.{name}") ?? throw new InvalidOperationException($"'{ns}.{name}' is no name of a lake.");

    /// <summary>How many entries each namespace has that has any, itself counted where it is an entry.</summary>
    private async Task<SortedDictionary<string, int>> CountsAsync(CancellationToken cancel)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, child) in await NamespacesBelowAsync(cancel).ConfigureAwait(false))
            counts[name] = child.Count;
        foreach (var (table, entry) in await OverlayAsync(cancel).ConfigureAwait(false))
        {
            var isBelow = await FindBelowAsync(table, cancel).ConfigureAwait(false) is not null;
            counts[table.Namespace] = counts.GetValueOrDefault(table.Namespace) + (entry is null ? 0 : 1) - (isBelow ? 1 : 0);
        }
        foreach (var empty in counts.Where(count => count.Value == 0).Select(count => count.Key).ToList())
            counts.Remove(empty);
        return counts;
    }

    private async Task<TableEntry?> FindBelowAsync(TableName table, CancellationToken cancel)
    {
        var child = (await NamespacesBelowAsync(cancel).ConfigureAwait(false)).GetValueOrDefault(table.Namespace);
        var bytes = TreeEdit.BytesOf(table.Name);
        for (var depth = 0; child is not null; depth++)
        {
            var node = await _nodes.LoadAsync(child, cancel).ConfigureAwait(false);
            if (node is TreeNode.Leaf leaf)
                return leaf.Tables.GetValueOrDefault(table.Name);
            child = ((TreeNode.Fork)node).Children[bytes[depth]];
        }
        return null;
    }

    private async Task<ImmutableSortedDictionary<string, TreeNodeRef>> NamespacesBelowAsync(CancellationToken cancel) =>
        _root is null
            ? ImmutableSortedDictionary<string, TreeNodeRef>.Empty
            : ((TreeNode.Root)await _nodes.LoadAsync(_root, cancel).ConfigureAwait(false)).Namespaces;

    private async Task<ImmutableDictionary<TableName, TableEntry?>> OverlayAsync(CancellationToken cancel) =>
        _overlay ??= await _load!(cancel).ConfigureAwait(false);
}
