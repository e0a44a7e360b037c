using System.Collections.Immutable;

namespace Tarn.Catalog;

/// <summary>Nodes to and from their JSON.</summary>
internal static class TreeNodeText
{
    public static byte[] Write(TreeNode node) => CatalogObjects.Print(Document(node), CatalogJson.Default.Node);

    /// <summary>Null when the document is no node.</summary>
    public static TreeNode? Read(CatalogDocuments.Node document) => document switch
    {
        { Namespaces: { } namespaces } => new TreeNode.Root(namespaces.ToImmutableSortedDictionary(
            pair => pair.Key, pair => new TreeNodeRef(pair.Value.Hash, pair.Value.Count), StringComparer.Ordinal)),
        { Children: { Count: TreeNode.ForkWidth } children } =>
            new TreeNode.Fork([.. children.Select(child => child is null ? null : new TreeNodeRef(child.Hash, child.Count))]),
        { Tables: { } tables } => Leaf(tables),
        _ => null,
    };

    private static CatalogDocuments.Node Document(TreeNode node) => node switch
    {
        TreeNode.Root root => new(Namespaces: Sorted(root.Namespaces, Child)),
        TreeNode.Fork fork => new(Children: [.. fork.Children.Select(child => child is null ? null : Child(child))]),
        TreeNode.Leaf leaf => new(Tables: Sorted(leaf.Tables, TableEntryText.Write)),
        _ => throw new InvalidOperationException($"{node.GetType()} is no node."),
    };

    private static CatalogDocuments.Child Child(TreeNodeRef child) => new(child.Hash, child.Count);

    private static TreeNode.Leaf? Leaf(SortedDictionary<string, CatalogDocuments.Entry> tables)
    {
        var entries = ImmutableSortedDictionary.CreateBuilder<string, TableEntry>(StringComparer.Ordinal);
        foreach (var (name, document) in tables)
        {
            if (TableEntryText.Read(document) is not { } entry)
                return null;
            entries.Add(name, entry);
        }
        return new TreeNode.Leaf(entries.ToImmutable());
    }

    private static SortedDictionary<string, TTo> Sorted<TFrom, TTo>(
        IEnumerable<KeyValuePair<string, TFrom>> pairs, Func<TFrom, TTo> write)
    {
        var sorted = new SortedDictionary<string, TTo>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
            sorted.Add(key, write(value));
        return sorted;
    }
}
