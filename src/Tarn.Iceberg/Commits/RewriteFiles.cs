using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>Puts files that hold the same rows in the place of others, and removes files of deletes that concern nothing any more.</summary>
public static class RewriteFiles
{
    /// <summary>
    /// Writes manifests and manifest list of what may still be done, and says what to commit; null when that is nothing. On a newer base, call it again.
    /// </summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="metadata">The table as it is, version 2 or 3.</param>
    /// <param name="intent">The snapshot to make, on main.</param>
    /// <param name="rewrites">What was written, each done or left by itself; none only removes files of deletes.</param>
    /// <param name="cancel">Stops before the next file is read or written.</param>
    public static async Task<RewriteResult> PrepareAsync(
        TableFiles files, TableMetadata metadata, SnapshotIntent intent, IReadOnlyList<FileRewrite> rewrites, CancellationToken cancel = default)
    {
        if (rewrites.DistinctBy(rewrite => rewrite.SequenceNumber).Count() > 1)
            throw new ArgumentException("Files of one commit are read at one snapshot.", nameof(rewrites));
        var plan = await TableScan.PlanAsync(files, ScanRequest.Of(metadata, metadata.CurrentSnapshot), cancel).ConfigureAwait(false);
        var live = plan.Files.ToDictionary(file => file.File.Path, StringComparer.Ordinal);
        var judged = rewrites.Select(rewrite => (Rewrite: rewrite, Problem: RewriteCheck.Problem(rewrite, metadata, live))).ToList();
        var done = judged.Where(one => one.Problem is null).Select(one => one.Rewrite).ToList();
        var refused = judged.Where(one => one.Problem is not null).Select(one => new RefusedRewrite(one.Rewrite, one.Problem!)).ToList();
        var dangling = DanglingDeletes.Of(plan, metadata, done);
        if (done.Count == 0 && dangling.Count == 0)
            return new RewriteResult { Done = done, Refused = refused, Dangling = dangling };
        var scope = new FileScope.Rewritten([.. done.SelectMany(one => one.Removed).Select(file => file.File.Path)], dangling);
        var sequence = done.Count == 0 ? (long?)null : done.Min(one => one.SequenceNumber);
        var commit = await new SnapshotProducer(files, metadata, intent)
            .PrepareAsync("replace", [.. done.SelectMany(one => one.Added)], scope, cancel, sequence).ConfigureAwait(false);
        return new RewriteResult { Commit = commit, Done = done, Refused = refused, Dangling = dangling };
    }
}
