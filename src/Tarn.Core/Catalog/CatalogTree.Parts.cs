using System.Runtime.CompilerServices;

namespace Tarn.Catalog;

/// <content>All of it, for whoever decides what may be deleted.</content>
public sealed partial class CatalogTree
{
    /// <summary>
    /// The tree, part by part, without nodes that are seen already; they are seen from then on. A node that changes lie over is never passed by, since trees
    /// differ in them.
    /// </summary>
    /// <param name="seen">What the nodes of earlier trees of this lake are known again by.</param>
    /// <param name="cancel">Stops before the next node.</param>
    public async IAsyncEnumerable<TreePart> PartsAsync(ISet<object> seen, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var overlay = await OverlayAsync(cancel).ConfigureAwait(false);
        yield return new TreePart(null, [.. overlay.Values.OfType<TableEntry>()]);
        if (_root is null)
            yield break;
        yield return new TreePart(TreePack.KeyOf(_root.Pack), []);
        var names = overlay.Keys.ToLookup(name => name.Namespace, name => (name.Name, Bytes: TreeEdit.BytesOf(name.Name)), StringComparer.Ordinal);
        var open = new Stack<(TreeNodeRef At, int Depth, List<(string Name, byte[] Bytes)> Changed)>();
        foreach (var (ns, child) in await NamespacesBelowAsync(cancel).ConfigureAwait(false))
            open.Push((child, 0, [.. names[ns]]));
        while (open.TryPop(out var next))
        {
            var (at, depth, changed) = next;
            if (changed.Count == 0 && !seen.Add(at))
                continue;
            var node = await _nodes.LoadAsync(at, cancel).ConfigureAwait(false);
            yield return new TreePart(TreePack.KeyOf(at.Pack), node is TreeNode.Leaf leaf ? [.. leaf.Tables.Where(table => !changed.Exists(name => name.Name == table.Key)).Select(table => table.Value)] : []);
            foreach (var (i, below) in node is TreeNode.Fork fork ? fork.Children.Index().Where(child => child.Item is not null) : [])
                open.Push((below!, depth + 1, changed.FindAll(name => name.Bytes[depth] == i)));
        }
    }
}
