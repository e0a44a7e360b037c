using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Commits;

/// <summary>What becomes of files that were written anew.</summary>
public sealed record RewriteResult
{
    /// <summary>What to commit; null when nothing is left to do.</summary>
    public TableCommit? Commit { get; init; }

    /// <summary>Those that take the place of what they were made from.</summary>
    public required IReadOnlyList<FileRewrite> Done { get; init; }

    /// <summary>Those that do not, with the reason.</summary>
    public required IReadOnlyList<RefusedRewrite> Refused { get; init; }

    /// <summary>Files of deletes that are removed with them, since they concern no data file any more.</summary>
    public required IReadOnlyList<DataFile> Dangling { get; init; }
}
