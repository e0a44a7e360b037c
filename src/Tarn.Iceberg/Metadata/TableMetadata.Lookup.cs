using System.Globalization;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Metadata;

/// <content>What is found in it, and time travel.</content>
public sealed partial record TableMetadata
{
    /// <summary>The schema in force.</summary>
    public TableSchema CurrentSchema => Schema(CurrentSchemaId);

    /// <summary>The spec that writers use.</summary>
    public PartitionSpec DefaultSpec => Spec(DefaultSpecId);

    /// <summary>The order that writers use.</summary>
    public SortOrder DefaultSortOrder => SortOrders.FirstOrDefault(order => order.OrderId == DefaultSortOrderId) ?? throw Missing("sort order", DefaultSortOrderId);

    /// <summary>The snapshot at the head of main; null when there is none.</summary>
    public Snapshot? CurrentSnapshot => CurrentSnapshotId is { } id ? Snapshot(id) : null;

    /// <summary>The schema of an id.</summary>
    /// <exception cref="IcebergException">Invalid: there is none.</exception>
    public TableSchema Schema(int schemaId) => Schemas.FirstOrDefault(schema => schema.SchemaId == schemaId) ?? throw Missing("schema", schemaId);

    /// <summary>The schema a snapshot was written with; the current one when it does not say.</summary>
    /// <exception cref="IcebergException">Invalid: its schema is gone.</exception>
    public TableSchema SchemaOf(Snapshot snapshot) => snapshot.SchemaId is { } id ? Schema(id) : CurrentSchema;

    /// <summary>The partition spec of an id.</summary>
    /// <exception cref="IcebergException">Invalid: there is none.</exception>
    public PartitionSpec Spec(int specId) => PartitionSpecs.FirstOrDefault(spec => spec.SpecId == specId) ?? throw Missing("partition spec", specId);

    /// <summary>The snapshot of an id; null when there is none.</summary>
    public Snapshot? FindSnapshot(long snapshotId) => Snapshots.FirstOrDefault(snapshot => snapshot.SnapshotId == snapshotId);

    /// <summary>The snapshot of an id.</summary>
    /// <exception cref="IcebergException">Invalid: there is none, or none any more.</exception>
    public Snapshot Snapshot(long snapshotId) => FindSnapshot(snapshotId) ?? throw Missing("snapshot", snapshotId);

    /// <summary>The snapshot a branch or tag names; null for main while there is no snapshot.</summary>
    /// <exception cref="IcebergException">Invalid: there is no such name.</exception>
    public Snapshot? SnapshotOfRef(string name)
    {
        if (Refs.TryGetValue(name, out var named))
            return Snapshot(named.SnapshotId);
        if (name == SnapshotRef.Main)
            return CurrentSnapshot;
        var known = Refs.Count == 0 ? "none" : string.Join(", ", Refs.Keys.Order(StringComparer.Ordinal));
        throw new IcebergException(IcebergFault.Invalid, $"{Location} has no branch or tag '{name}'. It has: {known}.", Location);
    }

    /// <summary>The snapshot that was current at a time, by the snapshot log.</summary>
    /// <exception cref="IcebergException">Invalid: the table had no snapshot then, or it is gone.</exception>
    public Snapshot SnapshotAsOf(long timestampMs)
    {
        var entry = SnapshotLog.LastOrDefault(entry => entry.TimestampMs <= timestampMs);
        if (entry is not null)
            return Snapshot(entry.SnapshotId);
        var first = SnapshotLog.Count == 0 ? "It has none yet." : $"The first it knows of is of {At(SnapshotLog[0].TimestampMs)}.";
        throw new IcebergException(IcebergFault.Invalid, $"{Location} had no snapshot at {At(timestampMs)}. {first}", Location);
    }

    /// <summary>The snapshot and those it was made from, the youngest first, as far as they are kept.</summary>
    public IEnumerable<Snapshot> Ancestors(long snapshotId)
    {
        var seen = new HashSet<long>();
        for (var snapshot = FindSnapshot(snapshotId); snapshot is not null && seen.Add(snapshot.SnapshotId); snapshot = snapshot.ParentSnapshotId is { } id ? FindSnapshot(id) : null)
            yield return snapshot;
    }

    private static string At(long timestampMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timestampMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private IcebergException Missing(string what, long id) => new(IcebergFault.Invalid, $"{Location} has no {what} {id}.", Location);
}
