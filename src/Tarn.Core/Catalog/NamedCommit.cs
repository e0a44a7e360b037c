namespace Tarn.Catalog;

/// <summary>A commit that a branch or tag names, or named until a while ago.</summary>
/// <param name="Name">The branch or tag.</param>
/// <param name="Commit">The commit's id.</param>
/// <param name="IsTag">True for a tag.</param>
/// <param name="Until">When it ceased to name it; null when it names it still.</param>
public sealed record NamedCommit(BranchName Name, string Commit, bool IsTag, DateTimeOffset? Until)
{
    /// <summary>True when it names it still.</summary>
    public bool IsHead => Until is null;
}
