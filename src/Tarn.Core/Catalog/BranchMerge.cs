namespace Tarn.Catalog;

/// <summary>Plans a three-way merge, table by table.</summary>
public static class BranchMerge
{
    /// <summary>
    /// The plan from the three commits' ids and the differences of both sides from the base. Where both sides came to the same entry
    /// nothing is left to do.
    /// </summary>
    public static MergePlan Plan(
        (string Base, string Source, string Target) commits, IReadOnlyList<TableChange> source, IReadOnlyList<TableChange> target)
    {
        if (commits.Base == commits.Source)
            return new MergePlan.UpToDate();
        if (commits.Base == commits.Target)
            return new MergePlan.FastForward(source);
        var theirs = target.ToDictionary(change => change.Table);
        var both = source.Where(change => theirs.ContainsKey(change.Table) && theirs[change.Table].After != change.After)
            .Select(change => (Source: change, Target: theirs[change.Table])).ToList();
        return new MergePlan.Merge(
            [.. source.Where(change => !theirs.ContainsKey(change.Table))],
            [.. both.Where(pair => MayReplay(pair.Source, pair.Target)).Select(pair => Replay(pair.Source, pair.Target))],
            [.. both.Where(pair => !MayReplay(pair.Source, pair.Target)).Select(pair => Conflict(pair.Source, pair.Target))]);
    }

    private static bool MayReplay(TableChange source, TableChange target) =>
        source is { Kind: TableChangeKind.Changed, After: TableEntry.Table } && target.Kind == TableChangeKind.Changed;

    private static MergeReplay Replay(TableChange source, TableChange target) =>
        new(source.Table, source.Before!, source.After!, target.After!);

    private static MergeConflict Conflict(TableChange source, TableChange target) =>
        new(source.Table, source, target, $"the source {Verb(source)} it and the target {Verb(target)} it");

    private static string Verb(TableChange change) => change.Kind.ToString().ToLowerInvariant();
}
