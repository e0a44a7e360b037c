namespace Tarn.Maintenance;

/// <summary>What upkeep did, or would do. A part that was not asked for is null; of tables only those are told for which there was something to do or to say.</summary>
public sealed record MaintenanceReport
{
    /// <summary>True when nothing was done.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>The branch whose tables were kept up.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>Tables that were looked at.</summary>
    public required int Tables { get; init; }

    /// <summary>Files written anew.</summary>
    public IReadOnlyList<CompactionReport>? Compactions { get; init; }

    /// <summary>Manifests written anew.</summary>
    public IReadOnlyList<ManifestReport>? Manifests { get; init; }

    /// <summary>Snapshots of tables.</summary>
    public IReadOnlyList<ExpiryReport>? Expiries { get; init; }

    /// <summary>Files that only expired commits and snapshots named.</summary>
    public SweepReport? Expired { get; init; }

    /// <summary>Files that nothing names.</summary>
    public SweepReport? Orphans { get; init; }

    /// <summary>How many readers hold leases, so that what they read stays; null when nothing was to be deleted.</summary>
    public int? Readers { get; init; }

    /// <summary>The gravest kind of failure among those that are noted of tables; null when there is none. The rest was done all the same.</summary>
    public FailureKind? Gravest { get; init; }

    /// <summary>What was freed, in bytes.</summary>
    public long BytesFreed => (Expired?.Bytes ?? 0) + (Orphans?.Bytes ?? 0);
}
