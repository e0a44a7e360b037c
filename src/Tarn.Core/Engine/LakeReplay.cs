using Tarn.Catalog;
using Tarn.Iceberg.Commits;

namespace Tarn.Engine;

/// <summary>Joins a table that both sides of a merge changed, where the source only appended: its files are appended to the target's table.</summary>
public sealed class LakeReplay(LakeTables tables, TableWriter writer, IdSource ids) : ITableReplay
{
    /// <inheritdoc/>
    public async Task<Catalog.ReplayResult> TryReplayAsync(
        TableName table, TableEntry baseEntry, TableEntry sourceEntry, TableEntry targetEntry, CancellationToken cancel = default)
    {
        if ((baseEntry, sourceEntry, targetEntry) is not (TableEntry.Table from, TableEntry.Table source, TableEntry.Table target))
            return new Catalog.ReplayResult.Refused("one of them is a view");
        var before = await tables.MetadataAsync(target, cancel);
        var intent = Intent();
        var replayed = await AppendReplay.PrepareAsync(
            tables.Files, await tables.MetadataAsync(from, cancel), await tables.MetadataAsync(source, cancel), before, intent, cancel);
        if (replayed is not Iceberg.Commits.ReplayResult.Ready ready)
            return new Catalog.ReplayResult.Refused(((Iceberg.Commits.ReplayResult.Refused)replayed).Reason);
        var changed = MetadataChange.Apply(before, ready.Commit.Updates, intent.TimestampMs, target.MetadataLocation);
        return new Catalog.ReplayResult.Replayed(await writer.SaveAsync(target, changed, cancel));
    }

    private SnapshotIntent Intent() => new()
    {
        SnapshotId = ids.NextSnapshotId(),
        TimestampMs = ids.Time.GetUtcNow().ToUnixTimeMilliseconds(),
        CommitUuid = ids.NextUuid(),
    };
}
