using System.Collections.Immutable;

namespace Tarn.Catalog;

/// <content>Changes.</content>
public sealed partial class CatalogTree
{
    /// <summary>The tree with these entries (null: without this name). Nothing is written until it is committed.</summary>
    public async Task<CatalogTree> WithAsync(IReadOnlyDictionary<TableName, TableEntry?> changes, CancellationToken cancel = default)
    {
        var made = _unsaved.ToBuilder();
        var namespaces = (await RootAsync(cancel).ConfigureAwait(false)).Namespaces.ToBuilder();
        foreach (var group in changes.GroupBy(change => change.Key.Namespace, StringComparer.Ordinal))
        {
            var edits = group.Select(change => new Edit(change.Key.Name, DigitsOf(change.Key.Name), change.Value)).ToList();
            var child = await EditAsync(namespaces.GetValueOrDefault(group.Key), 0, edits, made, cancel).ConfigureAwait(false);
            if (child is null)
                namespaces.Remove(group.Key);
            else
                namespaces[group.Key] = child;
        }
        var root = Add(new TreeNode.Root(namespaces.ToImmutable()), 0, made);
        return new CatalogTree(_nodes, root.Hash, Reachable(root.Hash, made));
    }

    private static ImmutableDictionary<string, TreeNode> Reachable(string root, ImmutableDictionary<string, TreeNode>.Builder made)
    {
        var reachable = ImmutableDictionary.CreateBuilder<string, TreeNode>();
        var open = new Stack<string>([root]);
        while (open.TryPop(out var hash))
        {
            if (!made.TryGetValue(hash, out var node) || !reachable.TryAdd(hash, node))
                continue;
            foreach (var child in Children(node))
                open.Push(child.Hash);
        }
        return reachable.ToImmutable();
    }

    private static IEnumerable<TreeNodeRef> Children(TreeNode node) => node switch
    {
        TreeNode.Root root => root.Namespaces.Values,
        TreeNode.Fork fork => fork.Children.OfType<TreeNodeRef>(),
        _ => [],
    };

    private async Task<TreeNodeRef?> EditAsync(
        TreeNodeRef? at, int depth, List<Edit> edits, ImmutableDictionary<string, TreeNode>.Builder made, CancellationToken cancel)
    {
        var node = at is null ? null : await NodeAsync(at.Hash, cancel).ConfigureAwait(false);
        if (node is not TreeNode.Fork fork)
            return Build(Apply((node as TreeNode.Leaf)?.Tables, edits), depth, made);

        var children = fork.Children.ToBuilder();
        foreach (var group in edits.GroupBy(edit => edit.Digits[depth]))
            children[group.Key] = await EditAsync(children[group.Key], depth + 1, [.. group], made, cancel).ConfigureAwait(false);
        var count = children.Sum(child => child?.Count ?? 0);
        var edited = Add(new TreeNode.Fork(children.ToImmutable()), count, made);
        if (count > TreeNode.LeafEntriesMax)
            return edited;
        var left = await new CatalogTree(_nodes, Hash, made.ToImmutable()).CollectAsync(edited, cancel).ConfigureAwait(false);
        return Build(left, depth, made);
    }

    private static ImmutableSortedDictionary<string, TableEntry> Apply(
        ImmutableSortedDictionary<string, TableEntry>? tables, List<Edit> edits)
    {
        var edited = (tables ?? ImmutableSortedDictionary.Create<string, TableEntry>(StringComparer.Ordinal)).ToBuilder();
        foreach (var edit in edits)
        {
            if (edit.Entry is null)
                edited.Remove(edit.Name);
            else
                edited[edit.Name] = edit.Entry;
        }
        return edited.ToImmutable();
    }

    private static TreeNodeRef? Build(
        ImmutableSortedDictionary<string, TableEntry> tables, int depth, ImmutableDictionary<string, TreeNode>.Builder made)
    {
        if (tables.IsEmpty)
            return null;
        if (tables.Count <= TreeNode.LeafEntriesMax)
            return Add(new TreeNode.Leaf(tables), tables.Count, made);
        var children = ImmutableArray.CreateBuilder<TreeNodeRef?>(TreeNode.ForkWidth);
        children.Count = TreeNode.ForkWidth;
        foreach (var group in tables.GroupBy(table => DigitsOf(table.Key)[depth]))
            children[group.Key] = Build(group.ToImmutableSortedDictionary(StringComparer.Ordinal), depth + 1, made);
        return Add(new TreeNode.Fork(children.ToImmutable()), tables.Count, made);
    }

    private static TreeNodeRef Add(TreeNode node, int count, ImmutableDictionary<string, TreeNode>.Builder made)
    {
        var hash = TreeNodes.HashOf(node);
        made[hash] = node;
        return new TreeNodeRef(hash, count);
    }

    private sealed record Edit(string Name, byte[] Digits, TableEntry? Entry);
}
