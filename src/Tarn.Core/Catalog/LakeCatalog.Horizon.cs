using Tarn.Storage.References;

namespace Tarn.Catalog;

/// <content>
/// The horizon of history: commits that were not named any more before it may have lost their tables. It is moved before anything is deleted, and whoever
/// makes a branch or tag looks at it after; so of the two at least one sees the other.
/// </content>
public sealed partial class LakeCatalog
{
    private const string HorizonPrefix = "refs/horizon/history/";

    /// <summary>The horizon; <see cref="HistoryHorizon.None"/> while nothing has ever expired.</summary>
    public async Task<HistoryHorizon> HorizonAsync(CancellationToken cancel = default) =>
        await Horizon().HeadAsync(cancel).ConfigureAwait(false) is { } head ? HorizonIn(head) : HistoryHorizon.None;

    /// <summary>Moves the horizon on to a time; never back. Where it is then.</summary>
    public Task<HistoryHorizon> AdvanceHorizonAsync(DateTimeOffset before, CancellationToken cancel = default) =>
        AdvanceHorizonAsync((there, _) => Task.FromResult(there.Before >= before ? there : HistoryHorizon.At(before)), cancel);

    /// <summary>
    /// Moves the horizon on as <paramref name="next"/> says, which is asked again when another has moved it meanwhile; what lay behind it must stay behind.
    /// Where it is then.
    /// </summary>
    public async Task<HistoryHorizon> AdvanceHorizonAsync(Func<HistoryHorizon, CancellationToken, Task<HistoryHorizon>> next, CancellationToken cancel = default)
    {
        var series = Horizon();
        while (true)
        {
            var head = await series.HeadAsync(cancel).ConfigureAwait(false);
            var there = head is null ? HistoryHorizon.None : HorizonIn(head);
            var wanted = await next(there, cancel).ConfigureAwait(false);
            if (wanted == there)
                return there;
            var document = new CatalogDocuments.Horizon(wanted.Before, _ids.NextHex(16), [.. wanted.Kept.Order(StringComparer.Ordinal)]);
            if (await series.MoveAsync(head, CatalogObjects.PrintSummed(document, CatalogJson.Default.Horizon), cancel).ConfigureAwait(false) is null)
                continue;
            await series.PruneAsync(1, _ids.Time.GetUtcNow(), cancel).ConfigureAwait(false);
            return wanted;
        }
    }

    /// <summary>As <see cref="ResolveAsync"/>, for whoever reads what the commit holds.</summary>
    /// <exception cref="TarnException">Invalid <c>catalog.expired</c>: its tables are gone, or are about to go.</exception>
    public async Task<CatalogCommit> ResolveKeptAsync(string reference, CancellationToken cancel = default) =>
        await KeptAsync(await ResolveAsync(reference, cancel).ConfigureAwait(false), reference, cancel).ConfigureAwait(false);

    private async Task<bool> IsNameAsync(string reference, CancellationToken cancel) =>
        BranchName.TryParse(reference) is { } name
        && (await FindBranchAsync(name, cancel).ConfigureAwait(false) is not null || await FindTagAsync(name, cancel).ConfigureAwait(false) is not null);

    /// <summary>The commit that a reference other than a plain name led to, unless its tables are gone.</summary>
    private async Task<CatalogCommit> KeptAsync(CatalogCommit commit, string reference, CancellationToken cancel)
    {
        return await IsNameAsync(reference, cancel).ConfigureAwait(false) || await IsKeptAsync(commit, _ => true, cancel).ConfigureAwait(false) is not { } horizon ? commit : throw Expired(commit, horizon);
    }

    /// <summary>Takes a name away again that was given to a commit which has expired, or is about to.</summary>
    private async Task UnmakeExpiredAsync(string kind, BranchName name, CatalogCommit commit, CancellationToken cancel)
    {
        bool IsOther(NamedCommit other) => other.Name != name || other.IsTag != (kind == TagKind);
        if (await IsKeptAsync(commit, IsOther, cancel).ConfigureAwait(false) is not { } horizon)
            return;
        await Reference(kind, name).MoveInTurnAsync<bool>(
            async (head, token) =>
            {
                var value = await NeededAsync(kind, name, head, token).ConfigureAwait(false);
                return value.Commit == commit.Id
                    ? new ReferenceStep<bool>.Move(value with { State = BranchState.Deleted, IsVoid = true, Lease = null }, true)
                    : new ReferenceStep<bool>.Stay(false);
            },
            cancel).ConfigureAwait(false);
        throw Expired(commit, horizon);
    }

    /// <summary>
    /// Null when the commit is kept: it is young, or was followed since the horizon, or has a name that counts, or is one of the last of a branch, or branches
    /// parted there. Else the horizon that it lies behind.
    /// </summary>
    private async Task<DateTimeOffset?> IsKeptAsync(CatalogCommit commit, Func<NamedCommit, bool> counts, CancellationToken cancel)
    {
        var horizon = await HorizonAsync(cancel).ConfigureAwait(false);
        if (commit.Time >= horizon.Before || horizon.Kept.Contains(commit.Id))
            return null;
        var named = (await NamedCommitsAsync(horizon.Before, cancel).ConfigureAwait(false)).Where(counts);
        var ids = named.Select(name => name.Commit).ToHashSet(StringComparer.Ordinal);
        if (ids.Contains(commit.Id))
            return null;
        var younger = await HistoryAsync(ids, cancel).TakeWhile(other => other.Generation >= commit.Generation).ToListAsync(cancel).ConfigureAwait(false);
        return younger.Exists(other => other.Time >= horizon.Before && other.Parents.Contains(commit.Id)) || CommitForks.Of(younger, ids).Contains(commit.Id) ? null : horizon.Before;
    }

    private ReferenceSeries Horizon() => new(Store, HorizonPrefix, _ids.Time);

    private HistoryHorizon HorizonIn(ReferenceEntry entry)
    {
        var document = _objects.ParseSummed(entry.Value, CatalogJson.Default.Horizon, $"{HorizonPrefix} number {entry.Number}");
        return new HistoryHorizon(document.Before, (document.Kept ?? []).ToHashSet(StringComparer.Ordinal));
    }

    private static TarnException Expired(CatalogCommit commit, DateTimeOffset horizon) => new(FailureKind.Invalid, new Problem(
        "catalog.expired",
        $"Commit {commit.ShortId} of {commit.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z has expired: what it held is kept since {horizon.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z only.",
        Next: "Take a younger commit; 'tarn log' lists them. A tag keeps a commit for good."));
}
