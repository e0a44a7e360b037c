namespace Tarn.Catalog;

/// <content>Merging a branch into another.</content>
public sealed partial class LakeCatalog
{
    /// <summary>
    /// Brings what the source did since the two parted into the target, with one move of the target: readers see all of it or nothing.
    /// When the target moves meanwhile, the merge is planned again.
    /// </summary>
    /// <exception cref="TarnException">
    /// Conflict <c>merge.conflict</c> (one for every table, all at once), <c>merge.source-moved</c>, <c>merge.sealed</c>,
    /// <c>catalog.branch-sealed</c>, <c>run.lease-lost</c>; Invalid <c>catalog.unknown-ref</c>.
    /// </exception>
    public Task<MergeResult> MergeAsync(BranchName source, BranchName target, MergeOptions options, CancellationToken cancel = default)
    {
        var draft = Draft(target, options.IdempotencyKey, options.Author, options.Message, options.Properties);
        var attempt = new CommitAttempt(_commits, _nodes, _ids);
        ReferenceHead? first = null;
        return Reference(BranchKind, target).MoveAsync<MergeResult>(
            async (head, token) =>
            {
                if (await FindDoneAsync(head, first, draft.IdempotencyKey, token).ConfigureAwait(false) is { } done)
                    return new ReferenceStep<MergeResult>.Stay(Done(done));
                first ??= head;
                var value = await OpenBranchAsync(target, head, token).ConfigureAwait(false);
                var sides = await SidesAsync(source, value, options, token).ConfigureAwait(false);
                return await MergeStepAsync(sides, value, (draft, attempt, options), token).ConfigureAwait(false);
            },
            cancel);
    }

    /// <summary>What a merge would do now, without doing it. Replays are not tried.</summary>
    /// <exception cref="TarnException">As <see cref="MergeAsync"/>, but for conflicts.</exception>
    public async Task<MergePlan> PlanMergeAsync(BranchName source, BranchName target, CancellationToken cancel = default)
    {
        var head = await NeededBranchAsync(target, cancel).ConfigureAwait(false);
        var sides = await SidesAsync(source, head.Value, options: null, cancel).ConfigureAwait(false);
        return await PlanAsync(sides, cancel).ConfigureAwait(false);
    }

    private static MergeResult Done(CatalogCommit head) =>
        head.Parents.Count > 1 ? new MergeResult.Merged(head) : new MergeResult.FastForwarded(head);

    private async Task<ReferenceStep<MergeResult>> MergeStepAsync(
        MergeSides sides,
        ReferenceValue value,
        (CatalogCommit Draft, CommitAttempt Attempt, MergeOptions Options) merge,
        CancellationToken cancel)
    {
        var (draft, attempt, options) = merge;
        var plan = await PlanAsync(sides, cancel).ConfigureAwait(false);
        if (plan is MergePlan.UpToDate)
            return new ReferenceStep<MergeResult>.Stay(new MergeResult.UpToDate(sides.Target));
        var now = _ids.Time.GetUtcNow();
        if (plan is MergePlan.FastForward && !options.NoFastForward && options.ExtraChanges is null && value.CanForward(now))
        {
            return new ReferenceStep<MergeResult>.Move(
                value.ForwardTo(sides.Source.Id, draft.IdempotencyKey, now), new MergeResult.FastForwarded(sides.Source));
        }
        var tree = await MergedTreeAsync(sides, plan, options, cancel).ConfigureAwait(false);
        var commit = await attempt.BuildAsync(draft, [sides.Target, sides.Source], TreeOf(sides.Target), tree, cancel).ConfigureAwait(false);
        await attempt.SaveAsync(cancel).ConfigureAwait(false);
        return new ReferenceStep<MergeResult>.Move(value.At(commit.Id, draft.IdempotencyKey), new MergeResult.Merged(commit));
    }

    private async Task<MergeSides> SidesAsync(BranchName source, ReferenceValue target, MergeOptions? options, CancellationToken cancel)
    {
        var head = await NeededBranchAsync(source, cancel).ConfigureAwait(false);
        CheckLease(source, head.Value, options?.SourceLease);
        if (options?.ExpectedSource is { } expected && head.Value.Commit != expected)
        {
            throw new TarnException(FailureKind.Conflict, new Problem(
                "merge.source-moved",
                $"Branch '{source}' is at commit {head.Value.Commit}, not at {expected}, which was to be merged.",
                Next: "What was added since was not checked; check it, then merge."));
        }
        var from = await _commits.LoadAsync(head.Value.Commit, cancel).ConfigureAwait(false);
        var into = await _commits.LoadAsync(target.Commit, cancel).ConfigureAwait(false);
        var (nearest, ahead) = await _graph.CompareAsync(from, into, cancel).ConfigureAwait(false);
        await RefuseSealedAsync(source, head, ahead, cancel).ConfigureAwait(false);
        var bases = await new CommonAncestors(_commits).FindAsync(from, into, cancel).ConfigureAwait(false);
        return new MergeSides(nearest, from, into, [.. bases.Where(other => other.Id != nearest.Id)]);
    }

    private async Task<MergePlan> PlanAsync(MergeSides sides, CancellationToken cancel)
    {
        var from = TreeOf(sides.Base);
        var source = await CatalogTree.DiffAsync(from, TreeOf(sides.Source), cancel).ConfigureAwait(false);
        var target = await CatalogTree.DiffAsync(from, TreeOf(sides.Target), cancel).ConfigureAwait(false);
        var crossed = new HashSet<TableName>();
        foreach (var other in sides.OtherBases)
            crossed.UnionWith((await CatalogTree.DiffAsync(from, TreeOf(other), cancel).ConfigureAwait(false)).Select(change => change.Table));
        return BranchMerge.Plan((sides.Base.Id, sides.Source.Id, sides.Target.Id), source, target, crossed);
    }

    private async Task<CatalogTree> MergedTreeAsync(MergeSides sides, MergePlan plan, MergeOptions options, CancellationToken cancel)
    {
        var takes = plan is MergePlan.Merge merge ? merge.Takes : ((MergePlan.FastForward)plan).Takes;
        var changes = takes.ToDictionary(change => change.Table, change => change.After);
        if (plan is MergePlan.Merge both)
        {
            foreach (var (table, entry) in await ReplayAsync(sides, both, options.Replay, cancel).ConfigureAwait(false))
                changes.Add(table, entry);
        }
        var tree = await TreeOf(sides.Target).WithAsync(changes, cancel).ConfigureAwait(false);
        if (options.ExtraChanges is null)
            return tree;
        var extra = await options.ExtraChanges(tree, cancel).ConfigureAwait(false);
        CheckNamedOnce(extra);
        return await ApplyAsync(tree, extra, sides.Target, builtOn: null, cancel).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<TableName, TableEntry>> ReplayAsync(
        MergeSides sides, MergePlan.Merge merge, ITableReplay? replay, CancellationToken cancel)
    {
        var entries = new Dictionary<TableName, TableEntry>();
        var refused = merge.Clashes.Select(Refused).ToList();
        foreach (var table in merge.Replays)
        {
            var result = await TryReplayAsync(replay, new ReplayRequest(table) { OnlyTold = refused.Count > 0 }, cancel).ConfigureAwait(false);
            if (result is ReplayResult.Replayed done)
                entries.Add(table.Table, done.Entry);
            else if (result is ReplayResult.Refused no)
                refused.Add((table.Table, no));
        }
        return refused.Count == 0 ? entries : throw MergeConflict(await ConflictsAsync(sides, refused, cancel).ConfigureAwait(false));
    }

    private sealed record MergeSides(CatalogCommit Base, CatalogCommit Source, CatalogCommit Target, IReadOnlyList<CatalogCommit> OtherBases);
}
