namespace Tarn.Catalog;

/// <summary>What a merge did.</summary>
public abstract record MergeResult
{
    private MergeResult(CatalogCommit head) => Head = head;

    /// <summary>The commit the target is at by this merge.</summary>
    public CatalogCommit Head { get; }

    /// <summary>Nothing: the target had everything.</summary>
    public sealed record UpToDate(CatalogCommit Head) : MergeResult(Head);

    /// <summary>The target moved to the source's commit.</summary>
    public sealed record FastForwarded(CatalogCommit Head) : MergeResult(Head);

    /// <summary>A commit with two parents was made.</summary>
    public sealed record Merged(CatalogCommit Head) : MergeResult(Head);
}
