namespace Tarn.Catalog;

/// <content>Changes.</content>
public sealed partial class CatalogTree
{
    /// <summary>The tree with these entries (null: without this name). Nothing is written until it is committed.</summary>
    public async Task<CatalogTree> WithAsync(IReadOnlyDictionary<TableName, TableEntry?> changes, CancellationToken cancel = default) =>
        new(_nodes, _root, (await OverlayAsync(cancel).ConfigureAwait(false)).SetItems(changes));

    /// <summary>How many names differ from the nodes that are written, or may.</summary>
    internal async Task<int> OverlaidAsync(CancellationToken cancel) => (await OverlayAsync(cancel).ConfigureAwait(false)).Count;

    /// <summary>The nodes of the whole tree that are not written yet, in a pack of this name, and its root.</summary>
    internal async Task<(TreePack Pack, TreeNodeRef? Root)> PackAsync(string id, CancellationToken cancel)
    {
        var pack = new TreePack(id);
        var changes = await OverlayAsync(cancel).ConfigureAwait(false);
        var root = changes.IsEmpty ? _root : await new TreeEdit(_nodes, pack).ApplyAsync(_root, changes, cancel).ConfigureAwait(false);
        return (pack, pack.Placed(root));
    }
}
