using Tarn.Catalog;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>
/// Joins a table that both sides of a merge changed, where the source only appended: its files are appended to the target's table. Where one side only
/// wrote the same rows anew, as maintenance does, the other side is taken.
/// </summary>
public sealed class LakeReplay(LakeTables tables, TableWriter writer, IdSource ids) : ITableReplay
{
    /// <inheritdoc/>
    public async Task<Catalog.ReplayResult> TryReplayAsync(
        TableName table, TableEntry baseEntry, TableEntry sourceEntry, TableEntry targetEntry, CancellationToken cancel = default)
    {
        if ((baseEntry, sourceEntry, targetEntry) is not (TableEntry.Table from, TableEntry.Table source, TableEntry.Table target))
            return new Catalog.ReplayResult.Refused("one of them is a view");
        var before = await tables.MetadataAsync(target, cancel);
        var (ancestor, theirs) = (await tables.MetadataAsync(from, cancel), await tables.MetadataAsync(source, cancel));
        if (SameRows.Holds(ancestor, theirs))
            return new Catalog.ReplayResult.Replayed(target);
        var sides = Joined(ancestor, theirs, before);
        var intent = Intent();
        var replayed = await AppendReplay.PrepareAsync(tables.FilesFor(sides.Target), sides.Ancestor, sides.Source, sides.Target, intent, cancel);
        if (replayed is not Iceberg.Commits.ReplayResult.Ready ready)
            return SameRows.Holds(ancestor, before) ? await TakeAsync(source, theirs, before, cancel) : new Catalog.ReplayResult.Refused(((Iceberg.Commits.ReplayResult.Refused)replayed).Reason);
        var changed = MetadataChange.Apply(before, [.. OutsideUpdates(before, sides.Target), .. ready.Commit.Updates], intent.TimestampMs, target.MetadataLocation);
        return new Catalog.ReplayResult.Replayed(await writer.SaveAsync(target, changed, cancel));
    }

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
    private async Task<Catalog.ReplayResult> TakeAsync(TableEntry.Table source, TableMetadata theirs, TableMetadata before, CancellationToken cancel)
    {
        if (theirs.LastSequenceNumber >= before.LastSequenceNumber && (theirs.NextRowId ?? 0) >= (before.NextRowId ?? 0))
            return new Catalog.ReplayResult.Replayed(source);
        var changed = theirs with
        {
            LastSequenceNumber = Math.Max(theirs.LastSequenceNumber, before.LastSequenceNumber),
            NextRowId = theirs.NextRowId is { } next ? Math.Max(next, before.NextRowId ?? 0) : null,
            LastUpdatedMs = Math.Max(theirs.LastUpdatedMs, before.LastUpdatedMs),
        };
        return new Catalog.ReplayResult.Replayed(await writer.SaveAsync(source, changed, cancel));
    }

    private SnapshotIntent Intent() => new()
    {
        SnapshotId = ids.NextSnapshotId(),
        TimestampMs = ids.Time.GetUtcNow().ToUnixTimeMilliseconds(),
        CommitUuid = ids.NextUuid(),
    };
}
