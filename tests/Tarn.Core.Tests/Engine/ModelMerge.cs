using System.Collections.Immutable;

namespace Tarn.Core.Tests.Engine;

/// <summary>The three-way merge of the reference model: set algebra on rows, and who did what to which partition.</summary>
internal static class ModelMerge
{
    /// <summary>The rows, columns and properties that there must be if the sides are joined.</summary>
    public static ModelTable Joined(ModelTable from, ModelTable source, ModelTable target, int state, params ModelDeed[] deeds) => target with
    {
        State = state,
        Rows = target.Rows.Except(from.Rows.Except(source.Rows)).Union(source.Rows.Except(from.Rows)),
        Columns = target.Columns.Except(from.Columns.Except(source.Columns)).Union(source.Columns.Except(from.Columns)),
        Properties = Changed(from, source).Aggregate(
            target.Properties, (all, key) => source.Properties.TryGetValue(key, out var value) ? all.SetItem(key, value) : all.Remove(key)),
        Deeds = target.Deeds.Union(source.Deeds).Union(deeds),
    };

    /// <summary>Whether the sides go together. In tables with row ids, rows that a side added and wrote anew may keep it from that.</summary>
    public static ModelVerdict Join(ModelTable from, ModelTable source, ModelTable target, bool hasRowIds)
    {
        if (Changed(from, source).Intersect(Changed(from, target)).Any(key => source.Properties.GetValueOrDefault(key) != target.Properties.GetValueOrDefault(key)))
            return ModelVerdict.Clashes;
        var (mine, theirs) = (source.Since(from), target.Since(from));
        var rows = Rows(from, (source, mine), (target, theirs));
        if (rows is ModelVerdict.Clashes || rows is ModelVerdict.May)
            return rows;
        if (hasRowIds && mine.Count > 1 && mine.Any(deed => deed.Work is not ModelWork.Append))
            return ModelVerdict.May;
        return source.Columns.SetEquals(from.Columns) || target.Columns.SetEquals(from.Columns) ? ModelVerdict.Goes : ModelVerdict.May;
    }

    /// <summary>Whether a change may be undone under what came since: before it, after it, and now.</summary>
    public static ModelVerdict Undo(ModelTable before, ModelTable after, ModelTable now)
    {
        if (Changed(after, before).Intersect(Changed(after, now)).Any(key => now.Properties.GetValueOrDefault(key) != before.Properties.GetValueOrDefault(key)))
            return ModelVerdict.Clashes;
        var touched = after.Rows.SymmetricExcept(before.Rows).Select(row => row.Partition).ToHashSet();
        var lost = after.Rows.Except(now.Rows).Select(row => row.Partition).ToHashSet();
        var since = now.Since(after);
        if (!after.Deeds.IsSubsetOf(now.Deeds))
            return ModelVerdict.May; // It went back to an earlier state.
        if (lost.Where(touched.Contains).Any(partition => !In(before, partition).SetEquals(In(now, partition))))
            return since.Any(deed => deed.Work is ModelWork.Join or ModelWork.Undo) ? ModelVerdict.May : ModelVerdict.Clashes;
        if (before.Deeds.Except(after.Deeds).Any(deed => deed.Work is ModelWork.Change))
            return ModelVerdict.May; // Deletes would come back, and may concern what was appended since.
        return since.All(deed => deed.Work is ModelWork.Append) && lost.Count == 0 && before.Columns.SetEquals(after.Columns) ? ModelVerdict.Goes : ModelVerdict.May;
    }

    private static ModelVerdict Rows(ModelTable from, (ModelTable State, IReadOnlyList<ModelDeed> Deeds) source, (ModelTable State, IReadOnlyList<ModelDeed> Deeds) target)
    {
        if (!from.Deeds.IsSubsetOf(source.State.Deeds) || !from.Deeds.IsSubsetOf(target.State.Deeds))
            return ModelVerdict.May; // A side went back to an earlier state.
        if (source.Deeds.Count == 0 || target.Deeds.Count == 0)
            return ModelVerdict.Goes;
        var crossed = source.Deeds.Concat(target.Deeds).Any(deed => deed.Work is ModelWork.Join or ModelWork.Undo);
        var pairs = source.Deeds.SelectMany(mine => target.Deeds.Select(theirs => (Mine: mine, Theirs: theirs))).Where(pair => Meet(pair.Mine, pair.Theirs)).ToList();
        if (!crossed && pairs.Any(pair => MustClash(from, (source.State, pair.Mine), (target.State, pair.Theirs))))
            return ModelVerdict.Clashes;
        var simple = !crossed && pairs.All(pair => pair is { Mine.Work: ModelWork.Append, Theirs.Work: ModelWork.Append }) && IsSimple(from, source) && IsSimple(from, target);
        return simple ? ModelVerdict.Goes : ModelVerdict.May;
    }

    private static bool Meet(ModelDeed mine, ModelDeed theirs) => mine.Partition is null || theirs.Partition is null || mine.Partition == theirs.Partition;

    private static ImmutableHashSet<ModelRow> In(ModelTable table, int? partition) => [.. table.Rows.Where(row => partition is null || row.Partition == partition)];

    /// <summary>One of them decided about rows, and both came to other rows there, and not to the same.</summary>
    private static bool MustClash(ModelTable from, (ModelTable State, ModelDeed Deed) mine, (ModelTable State, ModelDeed Deed) theirs)
    {
        if (mine.Deed.Work is ModelWork.Compact || theirs.Deed.Work is ModelWork.Compact || (mine.Deed.Work is ModelWork.Append && theirs.Deed.Work is ModelWork.Append))
            return false;
        var at = mine.Deed.Partition ?? theirs.Deed.Partition;
        var (left, right) = (Differ(from, mine.State, mine.Deed.Partition ?? at), Differ(from, theirs.State, theirs.Deed.Partition ?? at));
        return left && right && !In(mine.State, at).SetEquals(In(theirs.State, at));
    }

    private static bool Differ(ModelTable from, ModelTable to, int? partition) =>
        from.Rows.SymmetricExcept(to.Rows).Any(row => partition is null || row.Partition == partition);

    /// <summary>No files were written anew beside changes, and something of before is left: then files tell exactly what the deeds do.</summary>
    private static bool IsSimple(ModelTable from, (ModelTable State, IReadOnlyList<ModelDeed> Deeds) side) =>
        side.Deeds.All(deed => deed.Work is ModelWork.Append)
        || (side.Deeds.All(deed => deed is { Work: ModelWork.Append or ModelWork.Change, Partition: not null })
            && side.State.Rows.Intersect(from.Rows).Any(row => side.Deeds.All(deed => deed.Work is ModelWork.Append || deed.Partition != row.Partition)));

    private static IEnumerable<string> Changed(ModelTable from, ModelTable to) =>
        from.Properties.Keys.Union(to.Properties.Keys).Where(key => from.Properties.GetValueOrDefault(key) != to.Properties.GetValueOrDefault(key));
}
