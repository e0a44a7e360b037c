namespace Tarn.Catalog;

/// <summary>
/// Nodes that become durable together, as one object <c>trees/&lt;id&gt;.jsonl</c>: a line for each, children before parents. A thousand nodes cost one
/// sync then, not a thousand.
/// </summary>
/// <param name="id">
/// 32 hexadecimal digits that no other pack has, whatever it holds: so no commit ever needs a pack that was made for another unless its parent does, and one
/// that nothing names may be deleted.
/// </param>
internal sealed class TreePack(string id)
{
    /// <summary>Digits of a pack's name.</summary>
    public const int IdDigits = 32;

    private readonly MemoryStream _bytes = new();
    private readonly Dictionary<long, TreeNode> _nodes = [];

    /// <summary>No node was added.</summary>
    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>The nodes' lines.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    /// <summary>The pack's name.</summary>
    public string Id { get; } = id;

    /// <summary>Adds a node under which so many tables lie; where it will lie in this pack.</summary>
    public TreeNodeRef Add(TreeNode node, int count)
    {
        var line = TreeNodeText.Write(node);
        var at = new TreeNodeRef(Pack: "", _bytes.Length, line.Length, ObjectSum.Of(line), count);
        _bytes.Write(line);
        _bytes.WriteByte((byte)'\n');
        _nodes.Add(at.At, node);
        return at;
    }

    /// <summary>A node that was added.</summary>
    public TreeNode Node(TreeNodeRef at) => _nodes[at.At];

    /// <summary>Where a node lies for all, when no more are added.</summary>
    public TreeNodeRef? Placed(TreeNodeRef? at) => at is { Pack: "" } ? at with { Pack = Id } : at;

    /// <summary>The object of a pack.</summary>
    public static string KeyOf(string pack) => $"trees/{pack}.jsonl";
}
