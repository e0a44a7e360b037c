namespace Tarn.Catalog;

/// <summary>Plans a three-way merge, table by table.</summary>
public static class BranchMerge
{
    /// <summary>
    /// The plan from the three commits' ids and the differences of both sides from the base. Where both sides came to the same entry
    /// nothing is left to do.
    /// </summary>
    /// <param name="commits">The three commits.</param>
    /// <param name="source">What the source changed since the base.</param>
    /// <param name="target">What the target changed since the base.</param>
    /// <param name="crossed">
    /// Tables that are otherwise at another base, where the branches merged each other crosswise: which side changed them cannot be told. Null: none.
    /// </param>
    public static MergePlan Plan(
        (string Base, string Source, string Target) commits, IReadOnlyList<TableChange> source, IReadOnlyList<TableChange> target, IReadOnlySet<TableName>? crossed = null)
    {
        if (commits.Base == commits.Source)
            return new MergePlan.UpToDate();
        if (commits.Base == commits.Target)
            return new MergePlan.FastForward(source);
        if (crossed is { Count: > 0 })
            return Uncrossed(source, target, crossed);
        var theirs = target.ToDictionary(change => change.Table);
        var both = source.Where(change => theirs.ContainsKey(change.Table) && theirs[change.Table].After != change.After)
            .Select(change => (Source: change, Target: theirs[change.Table])).ToList();
        return new MergePlan.Merge(
            [.. source.Where(change => !theirs.ContainsKey(change.Table))],
            [.. both.Where(pair => MayReplay(pair.Source, pair.Target)).Select(pair => Replay(pair.Source, pair.Target))],
            [.. both.Where(pair => !MayReplay(pair.Source, pair.Target)).Select(pair => Clash(pair.Source, pair.Target))]);
    }

    private static MergePlan.Merge Uncrossed(IReadOnlyList<TableChange> source, IReadOnlyList<TableChange> target, IReadOnlySet<TableName> crossed)
    {
        var rest = (MergePlan.Merge)Plan(("b", "s", "t"), [.. source.Where(change => !crossed.Contains(change.Table))], [.. target.Where(change => !crossed.Contains(change.Table))]);
        var clashes = crossed.Select(table => (Table: table, Source: source.FirstOrDefault(c => c.Table == table), Target: target.FirstOrDefault(c => c.Table == table)))
            .Where(pair => pair.Source?.After != pair.Target?.After || (pair.Source is null) != (pair.Target is null))
            .Select(pair => new MergeClash(
                pair.Table, pair.Source ?? Unchanged(pair.Target!), pair.Target ?? Unchanged(pair.Source!), "The branches merged each other crosswise, and parted in more than one state of it"));
        return rest with { Clashes = [.. rest.Clashes, .. clashes] };
    }

    private static TableChange Unchanged(TableChange other) => other with { After = other.Before };

    private static bool MayReplay(TableChange source, TableChange target) =>
        source is { Kind: TableChangeKind.Changed, After: TableEntry.Table } && target.Kind == TableChangeKind.Changed;

    private static MergeReplay Replay(TableChange source, TableChange target) =>
        new(source.Table, source.Before!, source.After!, target.After!);

    private static MergeClash Clash(TableChange source, TableChange target) =>
        new(source.Table, source, target, Reason(source, target));

    private static string Reason(TableChange source, TableChange target)
    {
        var what = (source.After ?? source.Before) switch
        {
            TableEntry.View => " (a view)",
            TableEntry.Namespace => " (a namespace)",
            _ => "",
        };
        return $"The source {Verb(source)} it{what} and the target {Verb(target)} it";
    }

    private static string Verb(TableChange change) => change.Kind.ToString().ToLowerInvariant();
}
