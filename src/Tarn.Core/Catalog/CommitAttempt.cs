namespace Tarn.Catalog;

/// <summary>A commit as it is built anew on each head it is tried on; on a head it was tried on before it is the same commit.</summary>
internal sealed class CommitAttempt(CatalogCommits commits, TreeNodes nodes, IdSource ids)
{
    private CatalogCommit? _last;
    private TreePack? _pack;

    /// <summary>
    /// The commit. The parents are the head and, for a merge, the other side; <paramref name="before"/> is the head's tree. It tells its changes; nodes are made
    /// when too many lie over the last ones.
    /// </summary>
    public async Task<CatalogCommit> BuildAsync(
        CatalogCommit draft, IReadOnlyList<CatalogCommit> parents, CatalogTree before, CatalogTree tree, CancellationToken cancel)
    {
        var parentIds = parents.Select(parent => parent.Id).ToList();
        var changes = await CatalogTree.DiffAsync(before, tree, cancel).ConfigureAwait(false);
        if (_last is not null && _last.Parents.SequenceEqual(parentIds, StringComparer.Ordinal) && _last.Changes.SequenceEqual(changes))
            return _last;
        var now = ids.Time.GetUtcNow().ToUniversalTime();
        return _last = draft with
        {
            Id = ids.NextHex(CatalogCommits.IdDigits),
            Parents = parentIds,
            Generation = parents.Max(parent => parent.Generation) + 1,
            Time = now > parents[0].Time ? now : parents[0].Time,
            Tree = await StoredAsync(parents[0], tree, changes.Count, cancel).ConfigureAwait(false),
            Changes = changes,
        };
    }

    /// <summary>
    /// Makes the commit that was built and its nodes durable. They name each other by content and by id, so the order does not matter as long as
    /// all are there before the move.
    /// </summary>
    public Task SaveAsync(CancellationToken cancel) => Task.WhenAll(_pack is null ? Task.CompletedTask : nodes.SaveAsync(_pack, cancel), commits.SaveAsync(_last!, cancel));

    private async Task<StoredTree> StoredAsync(CatalogCommit parent, CatalogTree tree, int changes, CancellationToken cancel)
    {
        var since = parent.Tree.SinceForChild(parent.Id);
        var overlaid = since.Count == 0 ? changes : await tree.OverlaidAsync(cancel).ConfigureAwait(false);
        _pack = null;
        if (since.Count < StoredTree.SinceMax && overlaid <= StoredTree.ChangesMax)
            return parent.Tree with { Since = since };
        (_pack, var root) = await tree.PackAsync(ids.NextHex(TreePack.IdDigits), cancel).ConfigureAwait(false);
        return new StoredTree(root, Since: null);
    }
}
