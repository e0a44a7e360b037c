namespace Tarn.Catalog;

/// <summary>What a revert does, or would do.</summary>
public sealed record RevertPlan
{
    /// <summary>The commits that are undone, newest first.</summary>
    public required IReadOnlyList<CatalogCommit> Commits { get; init; }

    /// <summary>The head it was planned on.</summary>
    public required CatalogCommit Head { get; init; }

    /// <summary>What changes, by name.</summary>
    public required IReadOnlyList<RevertedTable> Tables { get; init; }

    /// <summary>What keeps it from being done, by name; empty when nothing does.</summary>
    public required IReadOnlyList<TableConflict> Conflicts { get; init; }

    /// <summary>The commit that was made; null when it was only told.</summary>
    public CatalogCommit? Made { get; init; }
}
