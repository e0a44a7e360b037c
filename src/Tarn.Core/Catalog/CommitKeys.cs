namespace Tarn.Catalog;

/// <summary>
/// The idempotency keys of a branch's commits since a time, beyond the last hundred that its reference remembers. Each commit is walked once.
/// Safe for threads.
/// </summary>
internal sealed class CommitKeys(CommitGraph graph)
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, (string Commit, DateTimeOffset Time)> _known = new(StringComparer.Ordinal);
    private string? _walkedTo;

    /// <summary>The id of the commit with a key; null when there is none in the line of the head since the time.</summary>
    public async Task<string?> FindAsync(CatalogCommit head, string key, DateTimeOffset since, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await WalkAsync(head, since, cancel).ConfigureAwait(false);
            return _known.TryGetValue(key, out var found) && found.Time >= since ? found.Commit : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task WalkAsync(CatalogCommit head, DateTimeOffset since, CancellationToken cancel)
    {
        if (head.Id == _walkedTo)
            return;
        foreach (var old in _known.Where(pair => pair.Value.Time < since).Select(pair => pair.Key).ToList())
            _known.Remove(old);
        await foreach (var commit in graph.LineAsync(head, cancel).ConfigureAwait(false))
        {
            if (commit.Id == _walkedTo || commit.Time < since)
                break;
            _known.TryAdd(commit.IdempotencyKey, (commit.Id, commit.Time));
        }
        _walkedTo = head.Id;
    }
}
