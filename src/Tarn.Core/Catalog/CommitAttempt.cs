namespace Tarn.Catalog;

/// <summary>A commit as it is built anew on each head it is tried on; on a head it was tried on before it is the same commit.</summary>
internal sealed class CommitAttempt(TreeNodes nodes, CatalogCommits commits, IdSource ids)
{
    private CatalogCommit? _last;

    /// <summary>Makes the commit and its tree durable. The parents are the head and, for a merge, the other side.</summary>
    public async Task<CatalogCommit> WriteAsync(
        CatalogCommit draft, IReadOnlyList<CatalogCommit> parents, CatalogTree tree, CancellationToken cancel)
    {
        var parentIds = parents.Select(parent => parent.Id).ToList();
        if (_last is not null && _last.Tree == tree.Hash && _last.Parents.SequenceEqual(parentIds, StringComparer.Ordinal))
        {
            await SaveAsync(_last, tree, cancel).ConfigureAwait(false);
            return _last;
        }
        var changes = await CatalogTree.DiffAsync(CatalogTree.Stored(nodes, parents[0].Tree), tree, cancel).ConfigureAwait(false);
        var now = ids.Time.GetUtcNow().ToUniversalTime();
        _last = draft with
        {
            Id = ids.NextHex(CatalogCommits.IdDigits),
            Parents = parentIds,
            Generation = parents.Max(parent => parent.Generation) + 1,
            Time = now > parents[0].Time ? now : parents[0].Time,
            Tree = tree.Hash,
            Changes = changes,
        };
        await SaveAsync(_last, tree, cancel).ConfigureAwait(false);
        return _last;
    }

    // Commit and nodes name each other by content and by id, so the order does not matter as long as all are there before the move.
    private Task SaveAsync(CatalogCommit commit, CatalogTree tree, CancellationToken cancel) =>
        Task.WhenAll(tree.SaveAsync(cancel), commits.SaveAsync(commit, cancel));
}
