using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Tarn.Catalog;

/// <summary>Nodes to and from their JSON.</summary>
internal static class TreeNodeText
{
    public static byte[] Write(TreeNode node) => JsonSerializer.SerializeToUtf8Bytes(Document(node), CatalogJson.Default.Node);

    /// <summary>Null when the document is no node. Children without a pack lie in the node's own.</summary>
    public static TreeNode? Read(CatalogDocuments.Node document, string pack) => document switch
    {
        { Namespaces: { } namespaces } => new TreeNode.Root(namespaces.ToImmutableSortedDictionary(
            pair => pair.Key, pair => RefOf(pair.Value, pack), StringComparer.Ordinal)),
        { Children: { } children } => Fork(children, pack),
        { Tables: { } tables } => Leaf(tables),
        _ => null,
    };

    /// <summary>Where a node lies, as its parent or its commit tells it.</summary>
    public static TreeNodeRef RefOf(CatalogDocuments.Child child, string pack) => new(child.Pack ?? pack, child.At, child.Length, child.Hash, child.Count);

    /// <summary>As <see cref="RefOf"/> reads it.</summary>
    public static CatalogDocuments.Child Child(TreeNodeRef child) =>
        new(child.Pack.Length == 0 ? null : child.Pack, child.At, child.Length, child.Hash, child.Count);

    private static CatalogDocuments.Node Document(TreeNode node) => node switch
    {
        TreeNode.Root root => new(Namespaces: Sorted(root.Namespaces, Child)),
        TreeNode.Fork fork => new(Children: Sorted(fork.Children.Index().Where(c => c.Item is not null).Select(c => KeyValuePair.Create($"{c.Index:x2}", c.Item!)), Child)),
        TreeNode.Leaf leaf => new(Tables: Sorted(leaf.Tables, TableEntryText.Write)),
        _ => throw new InvalidOperationException($"{node.GetType()} is no node."),
    };

    private static TreeNode.Fork? Fork(SortedDictionary<string, CatalogDocuments.Child> children, string pack)
    {
        var all = new TreeNodeRef?[TreeNode.ForkWidth];
        foreach (var (digits, child) in children)
        {
            if (!byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at))
                return null;
            all[at] = RefOf(child, pack);
        }
        return new TreeNode.Fork([.. all]);
    }

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
