namespace Tarn.Catalog;

/// <summary>
/// How a commit's tree is stored: the nodes of an earlier tree of the same line, and the commits whose changes came since. So a commit writes what it
/// changes, however many tables there are; now and then one writes nodes.
/// </summary>
/// <param name="Root">The root of the nodes; null: no tables.</param>
/// <param name="Since">
/// The commits, oldest first, whose changes lie over the nodes, before the commit's own. Null: the nodes are the whole tree, the commit's own changes are among them.
/// </param>
internal sealed record StoredTree(TreeNodeRef? Root, IReadOnlyList<string>? Since)
{
    /// <summary>So many commits may lie over the nodes; each is read when a process first asks for the tree.</summary>
    public const int SinceMax = 16;

    /// <summary>So many tables may differ from the nodes.</summary>
    public const int ChangesMax = 1024;

    /// <summary>The tree of a lake's first commit.</summary>
    public static StoredTree Empty { get; } = new(Root: null, Since: null);

    /// <summary>The commits whose changes a child of the commit has under its own.</summary>
    public IReadOnlyList<string> SinceForChild(string commit) => Since is null ? [] : [.. Since, commit];
}
