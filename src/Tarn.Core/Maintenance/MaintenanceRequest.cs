namespace Tarn.Maintenance;

/// <summary>What upkeep is asked for.</summary>
public sealed record MaintenanceRequest
{
    /// <summary>What is done, in the order of <see cref="MaintenanceStep"/>; all by default.</summary>
    public IReadOnlyList<MaintenanceStep> Steps { get; init; } = Enum.GetValues<MaintenanceStep>();

    /// <summary>The branch whose tables are written anew and lose snapshots. Files are deleted by what all branches and tags need.</summary>
    public BranchName Branch { get; init; } = BranchName.Main;

    /// <summary>Which tables; of history and files that nothing names the whole lake's are looked at in any case.</summary>
    public TableFilter Tables { get; init; } = TableFilter.All;

    /// <summary>True to tell what would be done and do nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Who.</summary>
    public string Author { get; init; } = "tarn";

    /// <summary>How files are chosen and written.</summary>
    public CompactionRule Compaction { get; init; } = new();

    /// <summary>The size in bytes that manifests come near to; null as each table says.</summary>
    public long? ManifestTargetBytes { get; init; }

    /// <summary>How old history gets, and how old a file that nothing names must be; null for five days and three.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>How many snapshots of each table, and how many commits of each branch, stay whatever their age; null as each table says, and one.</summary>
    public int? Keep { get; init; }

    /// <summary>True to take an <see cref="OlderThan"/> under <see cref="MaintenanceAges.Least"/>.</summary>
    public bool IsForced { get; init; }
}
