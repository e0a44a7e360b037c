using System.Collections.Concurrent;

namespace Tarn.Catalog;

/// <content>Idempotency keys, for callers that promise a time for them.</content>
public sealed partial class LakeCatalog
{
    private readonly ConcurrentDictionary<BranchName, CommitKeys> _keys = new();

    /// <summary>A commit by its whole id.</summary>
    /// <exception cref="TarnException">Corrupt: there is none.</exception>
    public Task<CatalogCommit> CommitOfAsync(string id, CancellationToken cancel = default) => _commits.LoadAsync(id, cancel);

    /// <summary>The commit that was made on a branch with an idempotency key; null when none was since the time, or there is no such branch.</summary>
    public async Task<CatalogCommit?> FindCommitAsync(BranchName branch, string key, DateTimeOffset since, CancellationToken cancel = default)
    {
        if (await LivingHeadAsync(BranchKind, branch, cancel).ConfigureAwait(false) is not { } head)
            return null;
        var id = head.Value.CommitOf(key);
        if (id is null && head.Value.Keys.Count == ReferenceValue.KeysMax)
            id = await OlderAsync(branch, head.Value.Commit, key, since, cancel).ConfigureAwait(false);
        return id is null ? null : await _commits.LoadAsync(id, cancel).ConfigureAwait(false);
    }

    private async Task<string?> OlderAsync(BranchName branch, string head, string key, DateTimeOffset since, CancellationToken cancel) =>
        await _keys.GetOrAdd(branch, _ => new CommitKeys(_graph))
            .FindAsync(await _commits.LoadAsync(head, cancel).ConfigureAwait(false), key, since, cancel).ConfigureAwait(false);
}
