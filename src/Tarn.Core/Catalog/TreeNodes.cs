using System.Collections.Immutable;

namespace Tarn.Catalog;

/// <summary>The nodes of trees in the store, remembered in the process since they never change.</summary>
internal sealed class TreeNodes(CatalogObjects objects)
{
    private readonly BoundedCache<TreeNode> _known = new(generationMax: 4096);

    public async Task<TreeNode> LoadAsync(TreeNodeRef at, CancellationToken cancel)
    {
        var key = TreePack.KeyOf(at.Pack);
        var name = $"{at.Pack}@{at.At}";
        if (_known.Find(name) is { } known)
            return known;
        var bytes = await objects.ReadRangeAsync(key, at.At, at.Length, cancel).ConfigureAwait(false);
        if (ObjectSum.Of(bytes) != at.Hash)
            throw objects.Corrupt(key, $"the node at byte {at.At} does not have the hash that is told of it.");
        var node = TreeNodeText.Read(objects.Parse(bytes, CatalogJson.Default.Node, key), at.Pack)
            ?? throw objects.Corrupt(key, $"the node at byte {at.At} is neither a root nor a fork nor a leaf.");
        _known.Remember(name, node);
        return node;
    }

    /// <summary>The tables under some nodes, of which those without a pack lie in the one that is being made.</summary>
    public async Task<ImmutableSortedDictionary<string, TableEntry>> CollectAsync(IEnumerable<TreeNodeRef?> from, TreePack? made, CancellationToken cancel)
    {
        var tables = ImmutableSortedDictionary.CreateBuilder<string, TableEntry>(StringComparer.Ordinal);
        var open = new Stack<TreeNodeRef>(from.OfType<TreeNodeRef>());
        while (open.TryPop(out var child))
        {
            var node = child.Pack.Length == 0 ? made!.Node(child) : await LoadAsync(child, cancel).ConfigureAwait(false);
            if (node is TreeNode.Leaf leaf)
                tables.AddRange(leaf.Tables);
            foreach (var below in node is TreeNode.Fork fork ? fork.Children.OfType<TreeNodeRef>() : [])
                open.Push(below);
        }
        return tables.ToImmutable();
    }

    /// <summary>Makes nodes durable, all at once. When they are there already an answer was lost.</summary>
    public Task SaveAsync(TreePack pack, CancellationToken cancel) =>
        pack.IsEmpty ? Task.CompletedTask : objects.Store.CreateAsync(TreePack.KeyOf(pack.Id), pack.Bytes, cancel);
}
