namespace Tarn.Catalog;

/// <summary>A commit as it is built anew on each head it is tried on; on a head it was tried on before it is the same commit.</summary>
internal sealed class CommitAttempt(CatalogCommits commits, IdSource ids)
{
    private CatalogCommit? _last;

    /// <summary>The commit. The parents are the head and, for a merge, the other side; <paramref name="before"/> is the head's tree.</summary>
    public async Task<CatalogCommit> BuildAsync(
        CatalogCommit draft, IReadOnlyList<CatalogCommit> parents, CatalogTree before, CatalogTree tree, CancellationToken cancel)
    {
        var parentIds = parents.Select(parent => parent.Id).ToList();
        if (_last is not null && _last.Tree == tree.Hash && _last.Parents.SequenceEqual(parentIds, StringComparer.Ordinal))
            return _last;
        var now = ids.Time.GetUtcNow().ToUniversalTime();
        return _last = draft with
        {
            Id = ids.NextHex(CatalogCommits.IdDigits),
            Parents = parentIds,
            Generation = parents.Max(parent => parent.Generation) + 1,
            Time = now > parents[0].Time ? now : parents[0].Time,
            Tree = tree.Hash,
            Changes = await CatalogTree.DiffAsync(before, tree, cancel).ConfigureAwait(false),
        };
    }

    /// <summary>
    /// Makes the commit that was built and its tree durable. They name each other by content and by id, so the order does not matter as long as
    /// all are there before the move.
    /// </summary>
    public Task SaveAsync(CatalogTree tree, CancellationToken cancel) =>
        Task.WhenAll(tree.SaveAsync(cancel), commits.SaveAsync(_last!, cancel));
}
