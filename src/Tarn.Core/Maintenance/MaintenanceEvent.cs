namespace Tarn.Maintenance;

/// <summary>What upkeep is at. Closed.</summary>
public abstract record MaintenanceEvent
{
    private MaintenanceEvent() { }

    /// <summary>A step begins.</summary>
    public sealed record Began(MaintenanceStep Step) : MaintenanceEvent;

    /// <summary>It is at something: a table, or a count of files.</summary>
    public sealed record At(MaintenanceStep Step, string Text) : MaintenanceEvent;

    /// <summary>A table's files were written anew, or would be.</summary>
    public sealed record Compacted(CompactionReport Report) : MaintenanceEvent;

    /// <summary>A table's manifests were written anew, or would be.</summary>
    public sealed record Clustered(ManifestReport Report) : MaintenanceEvent;

    /// <summary>A table's snapshots expired, or would.</summary>
    public sealed record Expired(ExpiryReport Report) : MaintenanceEvent;

    /// <summary>Files were deleted, or would be.</summary>
    public sealed record Swept(MaintenanceStep Step, SweepReport Report) : MaintenanceEvent;
}
