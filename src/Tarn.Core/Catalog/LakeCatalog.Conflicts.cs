namespace Tarn.Catalog;

/// <content>Tables that keep a merge from being made, told with the commits of both sides.</content>
public sealed partial class LakeCatalog
{
    private static Task<ReplayResult> TryReplayAsync(ITableReplay? replay, ReplayRequest request, CancellationToken cancel) =>
        replay is null
            ? Task.FromResult<ReplayResult>(new ReplayResult.Refused("Both sides changed it", []))
            : replay.TryReplayAsync(request, cancel);

    private static (TableName Table, ReplayResult.Refused Why) Refused(MergeClash clash) => (clash.Table, new ReplayResult.Refused(clash.Reason, []));

    private static TarnException MergeConflict(IEnumerable<TableConflict> conflicts) =>
        new(FailureKind.Conflict, [.. conflicts.Select(conflict => conflict.ToProblem(
            "merge.conflict",
            ("merged", "Source", "Target"),
            "Do the work again on a new branch off the target, then merge that one."))]);

    private async Task<IReadOnlyList<TableConflict>> ConflictsAsync(
        MergeSides sides, IEnumerable<(TableName Table, ReplayResult.Refused Why)> refused, CancellationToken cancel)
    {
        var conflicts = new List<TableConflict>();
        foreach (var (table, why) in refused.OrderBy(r => r.Table))
        {
            var source = await ChangerAsync(sides.Source, table, cancel).ConfigureAwait(false);
            var target = await ChangerAsync(sides.Target, table, cancel).ConfigureAwait(false);
            conflicts.Add(new TableConflict(table, why.Reason.TrimEnd('.'), why.Partitions, [source], [target]));
        }
        return conflicts;
    }

    /// <summary>The last commit that changed a table; the head when none of the last does.</summary>
    private async Task<CatalogCommit> ChangerAsync(CatalogCommit head, TableName table, CancellationToken cancel) =>
        await _graph.LineAsync(head, cancel)
            .Take(BlameCommitsMax)
            .FirstOrDefaultAsync(commit => commit.Changes.Any(change => change.Table == table), cancel).ConfigureAwait(false) ?? head;
}
