using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;

namespace Tarn.Iceberg.Commits;

/// <summary>Finds files of deletes that concern no live data file, by the rules of scan planning. Pure.</summary>
public static class DanglingDeletes
{
    /// <summary>Those of a table once files were written anew.</summary>
    /// <param name="plan">All files of the table as it is.</param>
    /// <param name="metadata">The table.</param>
    /// <param name="rewrites">What takes the place of some of them.</param>
    public static IReadOnlyList<DataFile> Of(ScanPlan plan, TableMetadata metadata, IReadOnlyList<FileRewrite> rewrites)
    {
        if (plan.Deletes.Count == 0)
            return [];
        var index = new DeleteIndex(plan.Deletes, specId => metadata.Spec(specId).IsUnpartitioned);
        var removed = rewrites.SelectMany(one => one.Removed).Select(file => file.File.Path).ToHashSet(StringComparer.Ordinal);
        var sequence = rewrites.Count == 0 ? 0 : rewrites.Min(one => one.SequenceNumber);
        var used = plan.Files.Where(file => !removed.Contains(file.File.Path)).SelectMany(file => file.Deletes)
            .Concat(rewrites.SelectMany(one => one.Added).SelectMany(file => index.Of(file, sequence)))
            .Select(delete => (delete.File.Path, delete.File.ContentOffset)).ToHashSet();
        return [.. plan.Deletes.Select(delete => delete.File).Where(file => !used.Contains((file.Path, file.ContentOffset)))];
    }
}
