using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Maintenance;

/// <summary>
/// What of a table is written anew: files that are far from the target size, have deletes, or are not in the order wanted; partition by partition, where it
/// is worth it. Pure.
/// </summary>
/// <param name="Groups">What is written anew; empty when the table is fine.</param>
/// <param name="Dangling">Files of deletes that concern nothing already.</param>
public sealed record CompactionPlan(IReadOnlyList<CompactionGroup> Groups, IReadOnlyList<DataFile> Dangling)
{
    private const double SmallBelow = 0.75;
    private const double LargeAbove = 1.8;
    private const string Small = "small files";

    /// <summary>Files of older specs go together, whatever partitions they were in: those they come to have nothing to do with them.</summary>
    private static readonly PartitionKey Older = new(specId: -1, []);

    /// <summary>A file of so few rows is one row group, which is not cut by size.</summary>
    private const long RowGroupRows = 122_880;

    /// <summary>Why files that are worth it are left as they are; null when there are none such.</summary>
    public string? Obstacle { get; init; }

    /// <summary>True when nothing is to be done.</summary>
    public bool IsEmpty => Groups.Count == 0 && Dangling.Count == 0;

    /// <summary>The plan for a table as it is.</summary>
    /// <param name="table">The table as it is to be written: its target size and its sort order count.</param>
    /// <param name="scan">All its live files with their deletes.</param>
    /// <param name="rule">What is worth it.</param>
    public static CompactionPlan Make(TableMetadata table, ScanPlan scan, CompactionRule rule)
    {
        var groups = scan.Files.GroupBy(file => file.File.SpecId == table.DefaultSpecId ? new PartitionKey(file.File.SpecId, file.File.Partition) : Older)
            .SelectMany(files => Packed(table, [.. files.OrderBy(file => file.SequenceNumber)], rule));
        return new CompactionPlan([.. groups.OrderBy(group => group.Partition, StringComparer.Ordinal)], DanglingDeletes.Of(scan, table, []));
    }

    private static IEnumerable<CompactionGroup> Packed(TableMetadata table, IReadOnlyList<ScanFile> files, CompactionRule rule)
    {
        var target = TableProperties.TargetFileBytes(table);
        var chosen = Worthwhile([.. files.Select(file => (file, ReasonOf(file, table, target, rule)))]);
        for (var (from, to) = (0, 0); from < chosen.Count; from = to)
        {
            var bytes = chosen[from].File.File.FileBytes;
            for (to = from + 1; to < chosen.Count && bytes + chosen[to].File.File.FileBytes <= rule.GroupBytesMax; to++)
                bytes += chosen[to].File.File.FileBytes;
            var bin = chosen[from..to];
            if (bin.Exists(one => one.Reason != Small) || bin.Count >= rule.MinInputFiles || (bin.Count > 1 && bytes >= target))
                yield return new CompactionGroup(PathOf(table, [.. bin.Select(one => one.File.File)]), [.. bin.Select(one => one.File)], [.. bin.Select(one => one.Reason!).Distinct().Order(StringComparer.Ordinal)]);
        }
    }

    /// <summary>A small file that outweighs all the others is left until they have caught up: else it would be written anew with every few that come.</summary>
    private static List<(ScanFile File, string? Reason)> Worthwhile(IReadOnlyList<(ScanFile File, string? Reason)> files)
    {
        var chosen = files.Where(one => one.Reason is not null).ToList();
        var bytes = chosen.Sum(one => one.File.File.FileBytes);
        return chosen.FindAll(one => one.Reason is not Small || one.File.File.FileBytes <= bytes - one.File.File.FileBytes);
    }

    private static string? ReasonOf(ScanFile file, TableMetadata table, long target, CompactionRule rule) => file switch
    {
        _ when DeletesAreWorthIt(file, rule) => "deletes",
        _ when rule.IsWhole => "all files",
        { File: { FileBytes: var bytes, RecordCount: > RowGroupRows } } when bytes > target * LargeAbove => "large files",
        _ when rule.Sorts && (file.File.SortOrderId ?? 0) != table.DefaultSortOrderId => "order",
        { File.FileBytes: var bytes } when bytes < target * SmallBelow => Small,
        _ => null,
    };

    private static bool DeletesAreWorthIt(ScanFile file, CompactionRule rule)
    {
        if (file.Deletes.Count == 0)
            return false;
        var own = file.Deletes.Where(delete => delete.File.ReferencedDataFile is not null).Sum(delete => delete.File.RecordCount);
        return rule.IsWhole
            || file.Deletes.Any(delete => delete.File.Content is FileContent.EqualityDeletes)
            || file.Deletes.Count >= rule.DeleteFiles
            || own >= file.File.RecordCount * rule.DeleteRatio;
    }

    private static string PathOf(TableMetadata table, IReadOnlyList<DataFile> files)
    {
        if (files.Select(one => new PartitionKey(one.SpecId, one.Partition)).Distinct().Count() > 1)
            return CompactionGroup.Several;
        var file = files[0];
        var spec = table.Spec(file.SpecId);
        var types = spec.Fields.Select(field => table.Schemas.Prepend(table.CurrentSchema).Select(schema => SchemaFields.ById(schema, field.SourceId)?.Type).FirstOrDefault(type => type is not null) ?? new IcebergType.Unknown());
        return spec.IsUnpartitioned ? "" : PartitionPath.Of(spec, [.. types], file.Partition);
    }
}
