namespace Tarn.Catalog;

/// <summary>What a merge would do now.</summary>
public sealed record MergePreview
{
    /// <summary>The commit where the sides parted.</summary>
    public required CatalogCommit Base { get; init; }

    /// <summary>The head of the branch to bring in.</summary>
    public required CatalogCommit Source { get; init; }

    /// <summary>The head of the branch to bring it into.</summary>
    public required CatalogCommit Target { get; init; }

    /// <summary>Whether the target has everything, may simply move, or gets a commit of its own.</summary>
    public required MergePlan Plan { get; init; }

    /// <summary>What would change in the target, by name.</summary>
    public required IReadOnlyList<MergedTable> Tables { get; init; }

    /// <summary>What keeps it from being done, by name; empty when nothing does.</summary>
    public required IReadOnlyList<TableConflict> Conflicts { get; init; }
}
