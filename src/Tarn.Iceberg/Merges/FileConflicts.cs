using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;

namespace Tarn.Iceberg.Merges;

/// <summary>Whether the files of two sides go together: first by the rows the sides meant to change, then by the files that this concerns. Pure.</summary>
internal static class FileConflicts
{
    /// <summary>Every obstacle; none when the source's files can be added to the target and taken from it.</summary>
    public static IEnumerable<MergeObstacle> Of(TableSide source, TableSide target, TableMetadata ancestor, MergeMode mode)
    {
        if (source.Files.IsEmpty)
            return [];
        List<MergeObstacle> rows = [.. Rows(source, target, mode)];
        return rows.Count > 0 ? rows : Files(source, target, mode).Concat(Reaching(source, target, ancestor)).Concat(RowIds(source, ancestor, mode)).Concat(Version(source, target));
    }

    private static IEnumerable<MergeObstacle> Rows(TableSide source, TableSide target, MergeMode mode)
    {
        if (source.Changed.Shared(target.Changed) is { } both)
            yield return new MergeObstacle(mode is MergeMode.Undo ? "Rows of the same partitions were replaced or deleted since" : "Both sides replaced or deleted rows", both);
        if (mode is MergeMode.Undo)
            yield break;
        if (!source.MayMissAppends(target.Metadata) && source.Changed.Shared(target.Appended) is { } left)
            yield return new MergeObstacle("The source replaced or deleted rows, and the target appended rows", left);
        if (!target.MayMissAppends(target.Metadata) && source.Appended.Shared(target.Changed) is { } right)
            yield return new MergeObstacle("The source appended rows, and the target replaced or deleted rows", right);
    }

    private static IEnumerable<MergeObstacle> Files(TableSide source, TableSide target, MergeMode mode)
    {
        var gone = target.Files.Removed.Select(FileKey.Of).ToHashSet();
        if (source.Files.Removed.Where(entry => gone.Contains(FileKey.Of(entry))).ToList() is { Count: > 0 } twice)
            yield return new MergeObstacle(mode is MergeMode.Undo ? "Files of it were written anew since" : "Both sides wrote the same files anew", Partitions(twice));
        if (Deleting(source.Files.Added, target.Files.Removed) is { Count: > 0 } ours)
            yield return new MergeObstacle("The source deleted rows of files that the target wrote anew", ours);
        if (Deleting(target.Files.Added, source.Files.Removed) is { Count: > 0 } theirs)
            yield return new MergeObstacle(mode is MergeMode.Undo ? "Rows of its files were deleted since" : "The target deleted rows of files that the source wrote anew", theirs);
        if (Deleting(source.Files.Removed, target.Files.Removed) is { Count: > 0 } back)
            yield return new MergeObstacle(mode is MergeMode.Undo ? "Files whose rows it had deleted were written anew since" : "The source took back deletes of files that the target wrote anew", back);
        if (Deleting(target.Files.Removed, source.Files.Removed) is { Count: > 0 } returned)
            yield return new MergeObstacle(mode is MergeMode.Undo ? "Deletes of rows of its files were taken back since" : "The target took back deletes of files that the source wrote anew", returned);
        var vectors = target.Files.Added.Select(VectorOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (source.Files.Added.Where(entry => VectorOf(entry) is { } file && vectors.Contains(file)).ToList() is { Count: > 0 } doubled)
            yield return new MergeObstacle("Both sides gave the same files a deletion vector", Partitions(doubled));
    }

    /// <summary>Deletes by equality that would concern files which they came before.</summary>
    private static IEnumerable<MergeObstacle> Reaching(TableSide source, TableSide target, TableMetadata ancestor)
    {
        var data = target.Files.Added.Where(entry => entry.File.Content is FileContent.Data).ToList();
        var reaching = source.Files.Added.Where(entry => entry.File.Content is FileContent.EqualityDeletes && data.Any(file => Reaches(entry, file))).ToList();
        return reaching.Count == 0 ? [] : [new MergeObstacle("Deletes by equality would concern rows that were appended since", Partitions(reaching))];

        bool Reaches(ManifestEntry delete, ManifestEntry file) =>
            file.SequenceNumber < (KeptSequence.Of(delete, ancestor, target.Metadata) ?? long.MaxValue)
            && (source.Metadata.Spec(delete.File.SpecId).IsUnpartitioned || PartitionSet.KeyOf(delete.File).Equals(PartitionSet.KeyOf(file.File)));
    }

    /// <summary>The partitions of deletes, come or gone, that may concern a data file which the other side removed.</summary>
    private static IReadOnlyList<DataFile> Deleting(IReadOnlyList<ManifestEntry> changed, IReadOnlyList<ManifestEntry> removed)
    {
        var data = removed.Where(entry => entry.File.Content is FileContent.Data).ToList();
        var deletes = changed.Where(entry => entry.File.Content is not FileContent.Data).ToList();
        return data.Count == 0 ? [] : Partitions(deletes.Where(delete => data.Any(file => MayConcern(delete, file.File))));
    }

    private static bool MayConcern(ManifestEntry delete, DataFile data)
    {
        if (delete.File.Content is FileContent.PositionDeletes && PathBounds.Of(new ScanDelete(delete.File, delete.SequenceNumber ?? 0)) is { } bounds)
        {
            if (bounds.OnlyPath is { } only)
                return only == data.Path;
            if (!bounds.MayName(data.Path))
                return false;
        }
        return PartitionSet.KeyOf(delete.File).Equals(PartitionSet.KeyOf(data));
    }

    private static string? VectorOf(ManifestEntry entry) => entry.File.ContentOffset is null ? null : entry.File.ReferencedDataFile;

    /// <summary>
    /// Rows that were written anew carry their ids in the file. Those that the source gave since the ancestor the target has given to other rows.
    /// </summary>
    private static IEnumerable<MergeObstacle> RowIds(TableSide source, TableMetadata ancestor, MergeMode mode)
    {
        if (mode is MergeMode.Undo || source.Metadata.FormatVersion < 3)
            return [];
        var own = source.Files.Added.Where(entry => entry.File.Content is FileContent.Data && RowIdBounds.MayReach(entry, source, ancestor.NextRowId ?? 0)).ToList();
        return own.Count == 0 ? [] : [new MergeObstacle("The source wrote rows anew that it had added itself, and their row ids belong to other rows in the target", Partitions(own))];
    }

    private static IEnumerable<MergeObstacle> Version(TableSide source, TableSide target)
    {
        if (target.Metadata.FormatVersion < 3 || source.Metadata.FormatVersion >= 3)
            return [];
        var old = source.Files.Added.Where(entry => entry.File.Content is FileContent.PositionDeletes).ToList();
        return old.Count == 0 ? [] : [new MergeObstacle("The source wrote position delete files, and the target made the table one of version 3, which has deletion vectors in their place", Partitions(old))];
    }

    private static IReadOnlyList<DataFile> Partitions(IEnumerable<ManifestEntry> entries)
    {
        var set = new PartitionSet();
        foreach (var entry in entries)
            set.Add(entry.File);
        return set.Files;
    }
}
