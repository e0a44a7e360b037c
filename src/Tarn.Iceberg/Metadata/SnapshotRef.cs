namespace Tarn.Iceberg.Metadata;

/// <summary>A name for a snapshot (spec, "Snapshot References"). Closed.</summary>
public abstract record SnapshotRef
{
    /// <summary>The branch that is the table's current state.</summary>
    public const string Main = "main";

    private SnapshotRef(long snapshotId) => SnapshotId = snapshotId;

    /// <summary>The snapshot it names.</summary>
    public long SnapshotId { get; init; }

    /// <summary>A name that moves with commits.</summary>
    /// <param name="SnapshotId">The snapshot at its head.</param>
    /// <param name="MinSnapshotsToKeep">How many snapshots expiration leaves; null as the table says.</param>
    /// <param name="MaxSnapshotAgeMs">How old snapshots get before they expire; null as the table says.</param>
    /// <param name="MaxRefAgeMs">How old the branch gets before it expires; null as the table says. Main never does.</param>
    public sealed record Branch(long SnapshotId, int? MinSnapshotsToKeep = null, long? MaxSnapshotAgeMs = null, long? MaxRefAgeMs = null)
        : SnapshotRef(SnapshotId);

    /// <summary>A name that stays.</summary>
    /// <param name="SnapshotId">The snapshot.</param>
    /// <param name="MaxRefAgeMs">How old the tag gets before it expires; null as the table says.</param>
    public sealed record Tag(long SnapshotId, long? MaxRefAgeMs = null) : SnapshotRef(SnapshotId);
}
