using System.Collections.Concurrent;
using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>
/// Gathers the commits of many requests: while one move of a branch is under way those that come meanwhile wait, and go together with the next.
/// Safe for threads.
/// </summary>
internal sealed class CommitQueue(LakeCatalog catalog)
{
    private readonly ConcurrentDictionary<BranchName, BranchQueue> _branches = new();
    private readonly ConcurrentDictionary<BranchName, SemaphoreSlim> _secondTries = new();

    /// <summary>As <see cref="LakeCatalog.CommitAsync"/>. Whoever stops waiting does not stop the commit.</summary>
    public Task<CatalogCommit> CommitAsync(CommitRequest request) =>
        _branches.GetOrAdd(request.Branch, _ => new BranchQueue(catalog)).CommitAsync(request);

    /// <summary>
    /// Those who lost a race try again one after the other, so that of many who change one table each loses once, not all of them each time. Release it.
    /// </summary>
    public async Task<SemaphoreSlim> SecondTryAsync(BranchName branch, CancellationToken cancel)
    {
        var turn = _secondTries.GetOrAdd(branch, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancel);
        return turn;
    }
}
