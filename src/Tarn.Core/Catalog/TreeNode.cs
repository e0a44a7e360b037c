using System.Collections.Immutable;

namespace Tarn.Catalog;

/// <summary>
/// A node of a tree. The shape follows from the content alone: a namespace of up to <see cref="LeafEntriesMax"/> tables is a leaf, a
/// larger one forks by the next byte of the SHA-256 of the table's name.
/// </summary>
internal abstract record TreeNode
{
    public const int LeafEntriesMax = 64;
    public const int ForkWidth = 256;

    private TreeNode() { }

    /// <summary>Namespace -> its node.</summary>
    public sealed record Root(ImmutableSortedDictionary<string, TreeNodeRef> Namespaces) : TreeNode;

    /// <summary>One child for each byte; null where nothing is.</summary>
    public sealed record Fork(ImmutableArray<TreeNodeRef?> Children) : TreeNode;

    /// <summary>Name within the namespace -> entry.</summary>
    public sealed record Leaf(ImmutableSortedDictionary<string, TableEntry> Tables) : TreeNode;
}
