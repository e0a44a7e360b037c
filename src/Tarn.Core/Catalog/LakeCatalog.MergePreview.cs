namespace Tarn.Catalog;

/// <content>Merges that are only told.</content>
public sealed partial class LakeCatalog
{
    /// <summary>What a merge would do now, conflicts included, table by table. Writes nothing.</summary>
    /// <exception cref="TarnException">As <see cref="MergeAsync"/>, but for conflicts of tables.</exception>
    public async Task<MergePreview> PreviewMergeAsync(BranchName source, BranchName target, ITableReplay? replay, CancellationToken cancel = default)
    {
        var head = await NeededBranchAsync(target, cancel).ConfigureAwait(false);
        var sides = await SidesAsync(source, head.Value, options: null, cancel).ConfigureAwait(false);
        var plan = await PlanAsync(sides, cancel).ConfigureAwait(false);
        var tables = TakesOf(plan).Select(change => new MergedTable(change, null)).ToList();
        var refused = new List<(TableName, ReplayResult.Refused)>();
        if (plan is MergePlan.Merge merge)
        {
            refused.AddRange(merge.Clashes.Select(Refused));
            foreach (var table in merge.Replays)
            {
                var result = await TryReplayAsync(replay, new ReplayRequest(table) { OnlyTold = true }, cancel).ConfigureAwait(false);
                if (result is ReplayResult.Refused no)
                    refused.Add((table.Table, no));
                else
                    tables.Add(new MergedTable(new TableChange(table.Table, table.Base, table.Source), (result as ReplayResult.Possible)?.What ?? "nothing is left to do"));
            }
        }
        return new MergePreview
        {
            Base = sides.Base,
            Source = sides.Source,
            Target = sides.Target,
            Plan = plan,
            Tables = [.. tables.OrderBy(table => table.Change.Table)],
            Conflicts = await ConflictsAsync(sides, refused, cancel).ConfigureAwait(false),
        };
    }

    private static IReadOnlyList<TableChange> TakesOf(MergePlan plan) => plan switch
    {
        MergePlan.FastForward forward => forward.Takes,
        MergePlan.Merge merge => merge.Takes,
        _ => [],
    };
}
