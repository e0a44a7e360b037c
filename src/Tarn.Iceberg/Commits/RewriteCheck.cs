using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;

namespace Tarn.Iceberg.Commits;

/// <summary>
/// Whether files that were written anew may still take the place of those that were read: each of these must be live, and what deletes its rows must be what
/// was applied. Deletes by equality that came since may, where they reach the new files as they did the old. Pure.
/// </summary>
internal static class RewriteCheck
{
    /// <summary>Why not; null when they may.</summary>
    /// <param name="rewrite">What was written.</param>
    /// <param name="metadata">The table as it is now.</param>
    /// <param name="now">Its live data files by location.</param>
    public static string? Problem(FileRewrite rewrite, TableMetadata metadata, IReadOnlyDictionary<string, ScanFile> now)
    {
        if (metadata.FormatVersion != rewrite.FormatVersion)
            return $"the table became one of version {metadata.FormatVersion}";
        return rewrite.Removed.Select(before => Problem(before, rewrite, metadata, now.GetValueOrDefault(before.File.Path))).FirstOrDefault(problem => problem is not null);
    }

    private static string? Problem(ScanFile before, FileRewrite rewrite, TableMetadata metadata, ScanFile? now)
    {
        if (now is null || now.SequenceNumber != before.SequenceNumber)
            return $"{before.File.Path} was replaced";
        var applied = before.Deletes.Select(Identity).ToHashSet();
        if (!applied.IsSubsetOf(now.Deletes.Select(Identity)))
            return $"rows of {before.File.Path} are deleted no more";
        return now.Deletes.Where(delete => !applied.Contains(Identity(delete))).All(delete => Reaches(delete, before.File, rewrite, metadata))
            ? null
            : $"rows of {before.File.Path} were deleted";
    }

    private static bool Reaches(ScanDelete delete, DataFile old, FileRewrite rewrite, TableMetadata metadata) =>
        delete.File.Content is FileContent.EqualityDeletes
        && delete.SequenceNumber > rewrite.SequenceNumber
        && (metadata.Spec(delete.File.SpecId).IsUnpartitioned
            || rewrite.Added.All(added => new PartitionKey(added.SpecId, added.Partition).Equals(new PartitionKey(old.SpecId, old.Partition))));

    private static (string Path, long? Offset) Identity(ScanDelete delete) => (delete.File.Path, delete.File.ContentOffset);
}
