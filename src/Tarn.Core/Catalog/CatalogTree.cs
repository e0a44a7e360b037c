using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Tarn.Catalog;

/// <summary>
/// What a commit holds: name -> entry. Immutable and lazy: nodes are read when they are asked for, and a change shares all nodes
/// that it does not touch. Equal content has an equal <see cref="Hash"/>.
/// </summary>
public sealed partial class CatalogTree
{
    private readonly TreeNodes _nodes;
    private readonly ImmutableDictionary<string, TreeNode> _unsaved;

    private CatalogTree(TreeNodes nodes, string hash, ImmutableDictionary<string, TreeNode> unsaved) =>
        (_nodes, Hash, _unsaved) = (nodes, hash, unsaved);

    /// <summary>The SHA-256 of the root node, in hexadecimal digits.</summary>
    public string Hash { get; }

    internal static CatalogTree Stored(TreeNodes nodes, string hash) => new(nodes, hash, ImmutableDictionary<string, TreeNode>.Empty);

    internal static CatalogTree Empty(TreeNodes nodes)
    {
        var root = new TreeNode.Root(ImmutableSortedDictionary.Create<string, TreeNodeRef>(StringComparer.Ordinal));
        var hash = TreeNodes.HashOf(root);
        return new CatalogTree(nodes, hash, ImmutableDictionary<string, TreeNode>.Empty.Add(hash, root));
    }

    /// <summary>The entry of a name, or null.</summary>
    public async Task<TableEntry?> FindAsync(TableName table, CancellationToken cancel = default)
    {
        var root = await RootAsync(cancel).ConfigureAwait(false);
        var child = root.Namespaces.GetValueOrDefault(table.Namespace);
        var digits = DigitsOf(table.Name);
        for (var depth = 0; child is not null; depth++)
        {
            var node = await NodeAsync(child.Hash, cancel).ConfigureAwait(false);
            if (node is TreeNode.Leaf leaf)
                return leaf.Tables.GetValueOrDefault(table.Name);
            child = ((TreeNode.Fork)node).Children[digits[depth]];
        }
        return null;
    }

    /// <summary>The tables and views of one namespace, or of all (null), in order of the name.</summary>
    public async IAsyncEnumerable<(TableName Table, TableEntry Entry)> ListAsync(
        string? ns = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var root = await RootAsync(cancel).ConfigureAwait(false);
        foreach (var (name, child) in root.Namespaces.Where(pair => ns is null || pair.Key == ns))
        {
            foreach (var (table, entry) in await CollectAsync(child, cancel).ConfigureAwait(false))
            {
                if (entry is not TableEntry.Namespace)
                    yield return (NameOf(name, table), entry);
            }
        }
    }

    /// <summary>The namespaces that hold anything or are there by themselves, and how many tables and views each holds.</summary>
    public async Task<IReadOnlyDictionary<string, int>> NamespacesAsync(CancellationToken cancel = default)
    {
        var counts = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (name, child) in (await RootAsync(cancel).ConfigureAwait(false)).Namespaces)
        {
            var itself = await FindAsync(TableName.OfNamespace(name), cancel).ConfigureAwait(false);
            counts[name] = child.Count - (itself is null ? 0 : 1);
        }
        return counts.ToImmutable();
    }

    /// <summary>The names of the namespaces that hold anything or are there by themselves, in order. Of nested ones the whole name.</summary>
    public async Task<IReadOnlyList<string>> NamespaceNamesAsync(CancellationToken cancel = default) =>
        [.. (await RootAsync(cancel).ConfigureAwait(false)).Namespaces.Keys];

    /// <summary>Makes every node durable that <see cref="WithAsync"/> made.</summary>
    internal Task SaveAsync(CancellationToken cancel) => _nodes.SaveAsync(_unsaved, cancel);

    private static TableName NameOf(string ns, string name) =>
        TableName.TryParseStored($"{ns}.{name}") ?? throw new InvalidOperationException($"'{ns}.{name}' is no name of a lake.");

    private static byte[] DigitsOf(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        var digits = new byte[hash.Length * 2];
        for (var at = 0; at < hash.Length; at++)
            (digits[at * 2], digits[(at * 2) + 1]) = ((byte)(hash[at] >> 4), (byte)(hash[at] & 15));
        return digits;
    }

    private async Task<TreeNode.Root> RootAsync(CancellationToken cancel) =>
        (TreeNode.Root)await NodeAsync(Hash, cancel).ConfigureAwait(false);

    private async Task<TreeNode> NodeAsync(string hash, CancellationToken cancel) =>
        _unsaved.GetValueOrDefault(hash) ?? await _nodes.LoadAsync(hash, cancel).ConfigureAwait(false);

    private async Task<ImmutableSortedDictionary<string, TableEntry>> CollectAsync(TreeNodeRef? from, CancellationToken cancel)
    {
        var tables = ImmutableSortedDictionary.CreateBuilder<string, TableEntry>(StringComparer.Ordinal);
        var open = new Stack<TreeNodeRef?>([from]);
        while (open.TryPop(out var child))
        {
            var node = child is null ? null : await NodeAsync(child.Hash, cancel).ConfigureAwait(false);
            if (node is TreeNode.Leaf leaf)
                tables.AddRange(leaf.Tables);
            foreach (var below in node is TreeNode.Fork fork ? fork.Children : [])
                open.Push(below);
        }
        return tables.ToImmutable();
    }
}
