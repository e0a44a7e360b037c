namespace Tarn.Maintenance;

/// <summary>A kind of upkeep, in the order they are done.</summary>
public enum MaintenanceStep
{
    /// <summary>Small files and files with deletes are written anew.</summary>
    Compact,

    /// <summary>Small manifests are written anew, in order of partitions.</summary>
    Manifests,

    /// <summary>Old snapshots and old history go, with what only they name.</summary>
    Expire,

    /// <summary>Files that nothing names go.</summary>
    Orphans,
}
