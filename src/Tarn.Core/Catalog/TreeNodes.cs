using System.Security.Cryptography;

namespace Tarn.Catalog;

/// <summary>The nodes of trees in the store, <c>trees/&lt;sha256&gt;.json</c>, remembered in the process since they never change.</summary>
internal sealed class TreeNodes(CatalogObjects objects)
{
    private readonly BoundedCache<TreeNode> _known = new(generationMax: 1024);

    public async Task<TreeNode> LoadAsync(string hash, CancellationToken cancel)
    {
        if (_known.Find(hash) is { } known)
            return known;
        var bytes = await objects.ReadAsync(KeyOf(hash), cancel).ConfigureAwait(false);
        if (HashOf(bytes) != hash)
            throw objects.Corrupt(KeyOf(hash), "its bytes do not have the hash in its name.");
        var node = TreeNodeText.Read(objects.Parse(bytes, CatalogJson.Default.Node, KeyOf(hash)))
            ?? throw objects.Corrupt(KeyOf(hash), "it is neither a root nor a fork nor a leaf.");
        _known.Remember(hash, node);
        return node;
    }

    /// <summary>Makes nodes durable, all at once; those that are there already stay.</summary>
    public async Task SaveAsync(IReadOnlyDictionary<string, TreeNode> nodes, CancellationToken cancel)
    {
        await Task.WhenAll(nodes.Where(node => _known.Find(node.Key) is null)
            .Select(node => objects.Store.CreateAsync(KeyOf(node.Key), TreeNodeText.Write(node.Value), cancel))).ConfigureAwait(false);
        foreach (var (hash, node) in nodes)
            _known.Remember(hash, node);
    }

    public static string HashOf(TreeNode node) => HashOf(TreeNodeText.Write(node));

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string KeyOf(string hash) => $"trees/{hash}.json";
}
