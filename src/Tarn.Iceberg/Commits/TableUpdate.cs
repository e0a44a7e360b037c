using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Commits;

/// <summary>A change of table metadata (Iceberg REST, "TableUpdate"). Closed. Where an id may be -1, it means the one added last.</summary>
public abstract record TableUpdate
{
    /// <summary>Stands for the id of what was added last.</summary>
    public const int LastAdded = -1;

    private TableUpdate() { }

    /// <summary><c>assign-uuid</c>; only while the table has none.</summary>
    public sealed record AssignUuid(Guid Uuid) : TableUpdate;

    /// <summary><c>upgrade-format-version</c>; never down.</summary>
    public sealed record UpgradeFormatVersion(int FormatVersion) : TableUpdate;

    /// <summary><c>add-schema</c>; its id is given by the table, that of a schema with the same columns if there is one.</summary>
    public sealed record AddSchema(TableSchema Schema) : TableUpdate;

    /// <summary><c>set-current-schema</c>.</summary>
    public sealed record SetCurrentSchema(int SchemaId) : TableUpdate;

    /// <summary><c>add-spec</c>; its id is given by the table, and so are field ids that are 0.</summary>
    public sealed record AddSpec(PartitionSpec Spec) : TableUpdate;

    /// <summary><c>set-default-spec</c>.</summary>
    public sealed record SetDefaultSpec(int SpecId) : TableUpdate;

    /// <summary><c>add-sort-order</c>; its id is given by the table.</summary>
    public sealed record AddSortOrder(SortOrder Order) : TableUpdate;

    /// <summary><c>set-default-sort-order</c>.</summary>
    public sealed record SetDefaultSortOrder(int SortOrderId) : TableUpdate;

    /// <summary><c>add-snapshot</c>; no branch moves by it.</summary>
    public sealed record AddSnapshot(Snapshot Snapshot) : TableUpdate;

    /// <summary><c>set-snapshot-ref</c>: makes or moves a branch or tag.</summary>
    public sealed record SetSnapshotRef(string Name, SnapshotRef Ref) : TableUpdate;

    /// <summary><c>remove-snapshots</c>, with their statistics and the names that name them.</summary>
    public sealed record RemoveSnapshots(IReadOnlyList<long> SnapshotIds) : TableUpdate;

    /// <summary><c>remove-snapshot-ref</c>.</summary>
    public sealed record RemoveSnapshotRef(string Name) : TableUpdate;

    /// <summary><c>set-location</c>.</summary>
    public sealed record SetLocation(string Location) : TableUpdate;

    /// <summary><c>set-properties</c>.</summary>
    public sealed record SetProperties(IReadOnlyDictionary<string, string> Updates) : TableUpdate;

    /// <summary><c>remove-properties</c>; those that are not there are no failure.</summary>
    public sealed record RemoveProperties(IReadOnlyList<string> Removals) : TableUpdate;

    /// <summary><c>set-statistics</c>, in place of the snapshot's.</summary>
    public sealed record SetStatistics(StatisticsFile File) : TableUpdate;

    /// <summary><c>remove-statistics</c>.</summary>
    public sealed record RemoveStatistics(long SnapshotId) : TableUpdate;

    /// <summary><c>set-partition-statistics</c>, in place of the snapshot's.</summary>
    public sealed record SetPartitionStatistics(StatisticsFile File) : TableUpdate;

    /// <summary><c>remove-partition-statistics</c>.</summary>
    public sealed record RemovePartitionStatistics(long SnapshotId) : TableUpdate;

    /// <summary><c>remove-partition-specs</c>; never the default.</summary>
    public sealed record RemovePartitionSpecs(IReadOnlyList<int> SpecIds) : TableUpdate;

    /// <summary><c>remove-schemas</c>; never the current.</summary>
    public sealed record RemoveSchemas(IReadOnlyList<int> SchemaIds) : TableUpdate;

    /// <summary><c>add-encryption-key</c>; one that is there stays.</summary>
    public sealed record AddEncryptionKey(EncryptionKey Key) : TableUpdate;

    /// <summary><c>remove-encryption-key</c>.</summary>
    public sealed record RemoveEncryptionKey(string KeyId) : TableUpdate;
}
