using Tarn.Catalog;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Merges;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>
/// Joins a table that both sides of a merge changed, by what they changed in it: what the source did is done again on the target's table, with the source's
/// files. No row is read. Where that cannot be and one side only wrote the same rows anew, as maintenance does, the other side is taken.
/// </summary>
public sealed class LakeReplay(LakeTables tables, IdSource ids) : ITableReplay
{
    /// <inheritdoc/>
    public async Task<ReplayResult> TryReplayAsync(ReplayRequest request, CancellationToken cancel = default)
    {
        if ((request.Sides.Base, request.Sides.Source, request.Sides.Target) is not (TableEntry.Table from, TableEntry.Table source, TableEntry.Table target))
            return new ReplayResult.Refused("One of them is a view", []);
        var before = await tables.MetadataAsync(target, cancel);
        var (ancestor, theirs) = (await tables.MetadataAsync(from, cancel), await tables.MetadataAsync(source, cancel));
        var sides = Joined(ancestor, theirs, before);
        var mode = request.Undoes ? MergeMode.Undo : MergeMode.Join;
        var plan = await TableMerge.PlanAsync(tables.FilesFor(sides.Target), sides.Ancestor, sides.Source, sides.Target, mode, cancel);
        if (plan is TableMergePlan.Ready ready)
            return request.OnlyTold ? new ReplayResult.Possible(ReplayText.Of(ready)) : new ReplayResult.Replayed(await SaveAsync(target, before, sides.Target, ready, cancel));
        if (SameRows.Holds(ancestor, theirs))
            return request.OnlyTold ? new ReplayResult.Possible(null) : new ReplayResult.Replayed(target);
        if (SameRows.Holds(ancestor, before))
            return request.OnlyTold ? new ReplayResult.Possible("taken; the target only wrote files anew") : new ReplayResult.Replayed(await TakeAsync(source, theirs, before, cancel));
        return Refused((TableMergePlan.Refused)plan);
    }

    private async Task<TableEntry.Table> SaveAsync(TableEntry.Table target, TableMetadata before, TableMetadata joined, TableMergePlan.Ready ready, CancellationToken cancel)
    {
        var commit = await TableMerge.PrepareAsync(tables.FilesFor(joined), joined, ready, Intent, cancel);
        var changed = MetadataChange.Apply(before, [.. OutsideUpdates(before, joined), .. commit.Updates], Now, target.MetadataLocation);
        return ReferenceEquals(changed, before) ? target : await tables.SaveAsync(target, changed, ids.NextUuid(), cancel);
    }

    private static ReplayResult.Refused Refused(TableMergePlan.Refused refused) => new(string.Join("; ", refused.Reasons), refused.Partitions);

    /// <summary>What one side may read outside of the lake the joint table may: the files of both are its own.</summary>
    private static (TableMetadata Ancestor, TableMetadata Source, TableMetadata Target) Joined(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        IReadOnlyList<PrefixRewrite> all = [.. OutsideFiles.Of(ancestor), .. OutsideFiles.Of(source), .. OutsideFiles.Of(target)];
        return (With(ancestor, all), With(source, all), With(target, all));
    }

    private static TableMetadata With(TableMetadata side, IReadOnlyList<PrefixRewrite> outside) => side with { Properties = OutsideFiles.Added(side, outside) };

    private static IEnumerable<TableUpdate> OutsideUpdates(TableMetadata before, TableMetadata joined) =>
        joined.Properties.GetValueOrDefault(OutsideFiles.Property) is { } outside && outside != before.Properties.GetValueOrDefault(OutsideFiles.Property)
            ? [new TableUpdate.SetProperties(new Dictionary<string, string>(StringComparer.Ordinal) { [OutsideFiles.Property] = outside })]
            : [];

    /// <summary>
    /// The source's table in the place of the target's. Its sequence numbers and row ids go on from the higher of the two, since readers of either may hold
    /// them.
    /// </summary>
    private async Task<TableEntry.Table> TakeAsync(TableEntry.Table source, TableMetadata theirs, TableMetadata before, CancellationToken cancel)
    {
        if (theirs.LastSequenceNumber >= before.LastSequenceNumber && (theirs.NextRowId ?? 0) >= (before.NextRowId ?? 0))
            return source;
        var changed = theirs with
        {
            LastSequenceNumber = Math.Max(theirs.LastSequenceNumber, before.LastSequenceNumber),
            NextRowId = theirs.NextRowId is { } next ? Math.Max(next, before.NextRowId ?? 0) : null,
            LastUpdatedMs = Math.Max(theirs.LastUpdatedMs, before.LastUpdatedMs),
        };
        return await tables.SaveAsync(source, changed, ids.NextUuid(), cancel);
    }

    private long Now => ids.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private SnapshotIntent Intent() => new() { SnapshotId = ids.NextSnapshotId(), TimestampMs = Now, CommitUuid = ids.NextUuid() };
}
