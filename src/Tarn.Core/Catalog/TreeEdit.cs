using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Tarn.Catalog;

/// <summary>Makes the nodes of a changed tree. Nodes that nothing changes under stay where they are.</summary>
/// <param name="nodes">The nodes of the tree as it was.</param>
/// <param name="pack">Gets the new ones.</param>
internal sealed class TreeEdit(TreeNodes nodes, TreePack pack)
{
    /// <summary>The root of the tree with these entries (null: without this name); null when nothing is left.</summary>
    public async Task<TreeNodeRef?> ApplyAsync(TreeNodeRef? root, IEnumerable<KeyValuePair<TableName, TableEntry?>> changes, CancellationToken cancel)
    {
        var before = root is null ? null : (TreeNode.Root)await nodes.LoadAsync(root, cancel).ConfigureAwait(false);
        var namespaces = (before?.Namespaces ?? ImmutableSortedDictionary.Create<string, TreeNodeRef>(StringComparer.Ordinal)).ToBuilder();
        foreach (var group in changes.GroupBy(change => change.Key.Namespace, StringComparer.Ordinal))
        {
            var edits = group.Select(change => new Edit(change.Key.Name, BytesOf(change.Key.Name), change.Value)).ToList();
            if (await EditAsync(namespaces.GetValueOrDefault(group.Key), 0, edits, cancel).ConfigureAwait(false) is { } child)
                namespaces[group.Key] = child;
            else
                namespaces.Remove(group.Key);
        }
        return namespaces.Count == 0 ? null : pack.Add(new TreeNode.Root(namespaces.ToImmutable()), namespaces.Values.Sum(child => child.Count));
    }

    /// <summary>What a name's way through the forks follows from.</summary>
    public static byte[] BytesOf(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    private async Task<TreeNodeRef?> EditAsync(TreeNodeRef? at, int depth, List<Edit> edits, CancellationToken cancel)
    {
        var node = at is null ? null : await nodes.LoadAsync(at, cancel).ConfigureAwait(false);
        if (node is not TreeNode.Fork fork)
            return Build(Apply((node as TreeNode.Leaf)?.Tables, edits), depth);

        var children = fork.Children.ToBuilder();
        foreach (var group in edits.GroupBy(edit => edit.Bytes[depth]))
            children[group.Key] = await EditAsync(children[group.Key], depth + 1, [.. group], cancel).ConfigureAwait(false);
        var count = children.Sum(child => child?.Count ?? 0);
        return count > TreeNode.LeafEntriesMax
            ? pack.Add(new TreeNode.Fork(children.ToImmutable()), count)
            : Build(await nodes.CollectAsync(children, pack, cancel).ConfigureAwait(false), depth);
    }

    private TreeNodeRef? Build(ImmutableSortedDictionary<string, TableEntry> tables, int depth)
    {
        if (tables.IsEmpty)
            return null;
        if (tables.Count <= TreeNode.LeafEntriesMax)
            return pack.Add(new TreeNode.Leaf(tables), tables.Count);
        var children = new TreeNodeRef?[TreeNode.ForkWidth];
        foreach (var group in tables.GroupBy(table => BytesOf(table.Key)[depth]))
            children[group.Key] = Build(group.ToImmutableSortedDictionary(StringComparer.Ordinal), depth + 1);
        return pack.Add(new TreeNode.Fork([.. children]), tables.Count);
    }

    private static ImmutableSortedDictionary<string, TableEntry> Apply(ImmutableSortedDictionary<string, TableEntry>? tables, List<Edit> edits)
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

    private sealed record Edit(string Name, byte[] Bytes, TableEntry? Entry);
}
