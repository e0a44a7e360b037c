using Tarn.Catalog;
using Tarn.Iceberg.Commits;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Maintenance;

/// <summary>
/// Deletes what nothing needs. What there is is listed first, then what is needed is gathered from every branch and tag, so that what becomes needed meanwhile
/// is seen.
/// </summary>
internal sealed class Sweep(MaintenanceParts parts, MaintenanceRequest request, MaintenanceAges ages)
{
    private const int DeletesAtOnceMax = 8;
    private static readonly TimeSpan FenceDuration = TimeSpan.FromSeconds(30);
    private Reachability _reach = new(parts.Catalog, parts.Tables);
    private readonly List<ObjectEntry> _listed = [];
    private HashSet<string> _dead = [];
    private DateTimeOffset _unnamedBefore;

    /// <summary>How many readers hold leases; known when it was gathered.</summary>
    public int Readers { get; private set; }

    /// <summary>Looks at the lake. Nothing is deleted yet.</summary>
    /// <param name="planned">Snapshots that are about to expire, by the location of the metadata that has them; empty when they have.</param>
    /// <param name="expires">Whether history expires now, or only what nothing names is looked for.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>How many commits expire that did not before, and before what time.</returns>
    public async Task<(int Commits, DateTimeOffset Before)> GatherAsync(IReadOnlyDictionary<string, ExpiryPlan> planned, bool expires, CancellationToken cancel)
    {
        var now = parts.Ids.Time.GetUtcNow();
        var last = await parts.Catalog.HorizonAsync(cancel);
        var horizon = expires ? await AdvancedAsync(last, now - ages.History, cancel) : last;
        _unnamedBefore = await WritersBeganAsync(now - ages.Orphans, cancel);
        await ListAsync(SweepPlan.Prefixes, cancel);
        var commits = await WalkAsync((last, horizon), planned, expires, cancel);
        if (SweepPlan.Elsewhere(_reach.Folders) is { Count: > 0 } elsewhere)
        {
            // Which tables lie elsewhere is known only now, and what is there must be listed before what is needed is looked for.
            await ListAsync(elsewhere, cancel);
            _reach = new Reachability(parts.Catalog, parts.Tables);
            commits = await WalkAsync((last, horizon), planned, expires, cancel);
        }
        return (commits, horizon.Before);
    }

    private async Task ListAsync(IReadOnlyList<string> prefixes, CancellationToken cancel)
    {
        foreach (var prefix in prefixes)
            _listed.AddRange(await parts.Catalog.Store.ListAsync(prefix, null, cancel).ToListAsync(cancel));
    }

    /// <summary>Looks for what is needed, and for what was. How many commits expire that did not before.</summary>
    private async Task<int> WalkAsync(
        (HistoryHorizon Last, HistoryHorizon Now) horizon, IReadOnlyDictionary<string, ExpiryPlan> planned, bool expires, CancellationToken cancel)
    {
        var named = await parts.Catalog.NamedCommitsAsync(horizon.Now.Before, cancel);
        var commits = await parts.Catalog.HistoryAsync([.. named.Select(name => name.Commit).Distinct(StringComparer.Ordinal)], cancel).ToListAsync(cancel);
        var history = HistoryPlan.Make(commits, named, horizon.Now);
        commits.ForEach(_reach.AddLogged);
        await AddReadersAsync(cancel);
        await AddAsync(history, named, planned, cancel);
        if (!expires)
        {
            foreach (var commit in history.Expired)
                await _reach.AddLeftAsync(commit, cancel);
            return 0;
        }
        _dead = [.. await _reach.DeadAsync(history.Expired, _listed.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal), cancel)];
        return history.Expired.Count - HistoryPlan.Make(commits, named, horizon.Last).Expired.Count;
    }

    /// <summary>What only expired commits and snapshots named.</summary>
    public SweepReport Expired() => SweepPlan.Expired(_listed, _reach, _dead);

    /// <summary>What nothing names, now that what expired is gone.</summary>
    public SweepReport Orphans() => SweepPlan.Orphans(_listed, _reach, _dead, _unnamedBefore);

    /// <summary>Deletes files, in their order as far as it matters.</summary>
    public async Task DeleteAsync(SweepReport report, Action<string> tell, CancellationToken cancel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = DeletesAtOnceMax, CancellationToken = cancel };
        var done = 0;
        foreach (var rank in report.Files.GroupBy(file => SweepPlan.RankOf(file.Key)).OrderBy(rank => rank.Key))
        {
            await Parallel.ForEachAsync(rank, options, async (file, cancelOne) =>
            {
                await parts.Catalog.Store.DeleteAsync(file.Key, cancelOne);
                if (Interlocked.Increment(ref done) is var count && count % 100 == 0)
                    tell($"{count} of {report.Files.Count} files");
            });
        }
    }

    /// <summary>What crashed writers left beside the store's objects, and entries of references that nobody needs.</summary>
    public async Task TidyAsync(CancellationToken cancel)
    {
        if (parts.Catalog.Store is LocalObjectStore local)
            await local.RemoveLeftoversAsync(_unnamedBefore, cancel);
        await parts.Catalog.PruneReferencesAsync(cancel);
    }

    /// <summary>The horizon moved on, or where it would be.</summary>
    private Task<HistoryHorizon> AdvancedAsync(HistoryHorizon last, DateTimeOffset before, CancellationToken cancel) =>
        request.IsDryRun ? NextAsync(last, before, cancel) : parts.Catalog.AdvanceHorizonAsync((there, c) => NextAsync(there, before, c), cancel);

    /// <summary>Which commits are the last of a branch is only looked up when any more than the heads are to be kept.</summary>
    private async Task<HistoryHorizon> NextAsync(HistoryHorizon there, DateTimeOffset before, CancellationToken cancel)
    {
        if (request.Keep is null or 1 && there.Kept.Count == 0)
            return there.Before >= before ? there : HistoryHorizon.At(before);
        var named = await parts.Catalog.NamedCommitsAsync(there.Before < before ? there.Before : before, cancel);
        var commits = await parts.Catalog.HistoryAsync([.. named.Select(name => name.Commit).Distinct(StringComparer.Ordinal)], cancel).ToListAsync(cancel);
        return HistoryPlan.Next(commits, named, there, before, request.Keep ?? 1);
    }

    /// <summary>The branch whose snapshots are about to expire comes last: where another names the same table as it is, all of it stays.</summary>
    private async Task AddAsync(HistoryPlan history, IReadOnlyList<NamedCommit> named, IReadOnlyDictionary<string, ExpiryPlan> planned, CancellationToken cancel)
    {
        var others = named.Where(name => name.IsHead && (name.IsTag || name.Name != request.Branch)).Select(name => name.Commit).ToHashSet(StringComparer.Ordinal);
        foreach (var head in history.Heads.OrderBy(head => others.Contains(head.Id) ? 0 : 1))
            await WholeAsync(head, named, () => _reach.AddHeadAsync(head, others.Contains(head.Id) ? new Dictionary<string, ExpiryPlan>() : planned, cancel));
        foreach (var commit in history.Past.Concat(history.Last))
            await WholeAsync(commit, named, () => _reach.AddPastAsync(commit, cancel));
    }

    /// <summary>What is read is needed like a head. Who takes a lease for what is gone already is told so; the lease is there until then.</summary>
    private async Task AddReadersAsync(CancellationToken cancel)
    {
        var readers = await parts.Catalog.ReaderLeasesAsync(removesEnded: !request.IsDryRun, cancel);
        Readers = readers.Count;
        foreach (var id in readers.Select(reader => reader.Commit).Distinct(StringComparer.Ordinal))
        {
            try
            {
                var history = await parts.Catalog.HistoryAsync([id], cancel).ToListAsync(cancel);
                history.ForEach(_reach.AddLogged);
                await _reach.AddReadAsync(history[0], cancel);
            }
            catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Corrupt)
            {
                // The commit is gone.
            }
        }
    }

    /// <summary>As long as something that is needed cannot be found, it is not known what else is needed.</summary>
    private static async Task WholeAsync(CatalogCommit commit, IReadOnlyList<NamedCommit> named, Func<Task> walk)
    {
        try
        {
            await walk();
        }
        catch (ObjectNotFoundException missing)
        {
            var names = named.Where(name => name.Commit == commit.Id && name.IsHead).Select(name => $"'{name.Name}'").ToList();
            throw new TarnException(FailureKind.Corrupt, new Problem(
                "maintain.missing-file",
                $"{(names.Count > 0 ? string.Join(" and ", names) : "The history")} at commit {commit.ShortId} needs a file that is not there; nothing was deleted.",
                missing.Location,
                "Restore it from a backup of the store, or drop the table or the branch that needs it."), missing);
        }
    }

    /// <summary>
    /// Whoever holds a lease may have written files since it began. One whose lease ran out that long ago is fenced off: should it wake, its commit is refused.
    /// </summary>
    private async Task<DateTimeOffset> WritersBeganAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var began = before;
        foreach (var branch in (await parts.Catalog.ListBranchesAsync(cancel)).Where(branch => branch is { State: BranchState.Open, Lease: not null }))
        {
            if (branch.Lease!.Until >= before && await parts.Catalog.FirstMovedAsync(branch.Name, cancel) is { } first && first < began)
                began = first;
            if (branch.Lease.Until < before && !request.IsDryRun)
                await FenceAsync(branch.Name, cancel);
        }
        return began;
    }

    private async Task FenceAsync(BranchName branch, CancellationToken cancel)
    {
        if (await parts.Catalog.TryAcquireLeaseAsync(branch, "tarn maintain", FenceDuration, cancel) is LeaseResult.Acquired taken)
            await parts.Catalog.ReleaseLeaseAsync(branch, taken.Lease.Token, cancel);
    }
}
