using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <content>Snapshots and what names them.</content>
internal sealed partial class MetadataDraft
{
    private readonly HashSet<long> _added = [];
    private bool _removed;

    /// <summary>
    /// The log without snapshots that were current between two updates only, and, once snapshots were removed, without what came before one
    /// that is gone: readers must not take a hole for history.
    /// </summary>
    public IReadOnlyList<SnapshotLogEntry> SnapshotLog()
    {
        var log = new List<SnapshotLogEntry>();
        foreach (var entry in Metadata.SnapshotLog)
        {
            if (_removed && Metadata.FindSnapshot(entry.SnapshotId) is null)
                log.Clear();
            else if (!_added.Contains(entry.SnapshotId) || entry.SnapshotId == Metadata.CurrentSnapshotId)
                log.Add(entry);
        }
        return log;
    }

    private TableMetadata AddSnapshot(Snapshot snapshot)
    {
        if (Metadata.Schemas.Count == 0 || Metadata.PartitionSpecs.Count == 0 || Metadata.SortOrders.Count == 0)
            throw Refuse("a snapshot needs a schema, a partition spec and a sort order");
        if (Metadata.FindSnapshot(snapshot.SnapshotId) is not null)
            throw Refuse($"there is a snapshot {snapshot.SnapshotId} already");
        if (snapshot.SchemaId is { } schema && Metadata.Schemas.All(other => other.SchemaId != schema))
            throw Refuse($"snapshot {snapshot.SnapshotId} is of schema {schema}, which is not there");
        CheckSequence(snapshot);
        _added.Add(snapshot.SnapshotId);
        return Metadata with
        {
            LastSequenceNumber = Math.Max(Metadata.LastSequenceNumber, snapshot.SequenceNumber),
            Snapshots = [.. Metadata.Snapshots, snapshot],
            NextRowId = Metadata.FormatVersion >= 3 ? NextRowId(snapshot) : null,
        };
    }

    private void CheckSequence(Snapshot snapshot)
    {
        if (Metadata.FormatVersion == 1)
            return;
        if (snapshot.SequenceNumber <= Metadata.LastSequenceNumber && snapshot.ParentSnapshotId is not null)
            throw MovedOn($"snapshot {snapshot.SnapshotId} has the sequence number {snapshot.SequenceNumber}, the table is at {Metadata.LastSequenceNumber}");
        if (snapshot.ParentSnapshotId is { } id && Metadata.FindSnapshot(id) is { } parent && parent.SequenceNumber >= snapshot.SequenceNumber)
            throw MovedOn($"snapshot {snapshot.SnapshotId} has the sequence number {snapshot.SequenceNumber}, its parent {parent.SequenceNumber}");
    }

    private long NextRowId(Snapshot snapshot)
    {
        var first = snapshot.FirstRowId ?? throw Refuse($"snapshot {snapshot.SnapshotId} has no first-row-id, which version 3 demands");
        var next = Metadata.NextRowId ?? 0;
        return first >= next
            ? next + (snapshot.AddedRows ?? 0)
            : throw MovedOn($"snapshot {snapshot.SnapshotId} has the first-row-id {first}, the table is at {next}");
    }

    private TableMetadata SetRef(string name, SnapshotRef named)
    {
        if (Metadata.Refs.TryGetValue(name, out var there) && there == named)
            return Metadata;
        var snapshot = Metadata.FindSnapshot(named.SnapshotId) ?? throw Refuse($"'{name}' cannot name snapshot {named.SnapshotId}, which is not there");
        if (name == SnapshotRef.Main && named is not SnapshotRef.Branch)
            throw Refuse("main is a branch and cannot be a tag");
        var changed = Metadata with { Refs = With(Metadata.Refs, [new(name, named)]) };
        if (name != SnapshotRef.Main || Metadata.CurrentSnapshotId == named.SnapshotId)
            return changed;
        var at = _added.Contains(snapshot.SnapshotId) ? snapshot.TimestampMs : Metadata.LastUpdatedMs;
        return changed with
        {
            CurrentSnapshotId = named.SnapshotId,
            SnapshotLog = [.. Metadata.SnapshotLog, new SnapshotLogEntry(at, named.SnapshotId)],
            LastUpdatedMs = Math.Max(Metadata.LastUpdatedMs, at),
        };
    }

    private TableMetadata RemoveRefs(IReadOnlyList<string> names) => Metadata with
    {
        Refs = Without(Metadata.Refs, names),
        CurrentSnapshotId = names.Contains(SnapshotRef.Main) ? null : Metadata.CurrentSnapshotId,
    };

    private TableMetadata RemoveSnapshots(HashSet<long> ids)
    {
        _removed = true;
        Metadata = Metadata with
        {
            Snapshots = [.. Metadata.Snapshots.Where(snapshot => !ids.Contains(snapshot.SnapshotId))],
            Statistics = Without(Metadata.Statistics, ids),
            PartitionStatistics = Without(Metadata.PartitionStatistics, ids),
        };
        return RemoveRefs([.. Metadata.Refs.Where(named => ids.Contains(named.Value.SnapshotId)).Select(named => named.Key)]);
    }

    private IcebergException MovedOn(string why) => new(IcebergFault.Conflict, $"{Metadata.Location}: {why}. Make it again on the table as it is.", Metadata.Location);
}
