using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Merges;

/// <summary>
/// Which snapshots bring the source's files to the target: one, unless deletes by equality came between the source's files, which concern older files alone
/// (spec, "Scan Planning"). Pure.
/// </summary>
internal sealed class MergeSteps(TableMetadata ancestor, TableSide source, TableMetadata target, MergeMode mode)
{
    /// <summary>The steps, in order; none when no file differs.</summary>
    public IReadOnlyList<MergeStep> Plan()
    {
        if (source.Files.IsEmpty)
            return [];
        var steps = new List<MergeStep>();
        foreach (var group in Groups())
        {
            var removed = steps.Count == 0 ? source.Files.Removed : [];
            steps.Add(new MergeStep(source.OperationOf(group, removed), [.. group.Select(Carried)], removed));
        }
        return steps;
    }

    private List<List<ManifestEntry>> Groups()
    {
        var groups = new List<List<ManifestEntry>> { new() };
        foreach (var same in source.Files.Added.GroupBy(entry => Keeps(entry) ? null : entry.SequenceNumber).OrderBy(group => group.Key ?? 0))
        {
            if (same.Any(entry => entry.File.Content is FileContent.EqualityDeletes) && groups[^1].Any(entry => entry.File.Content is FileContent.Data && !Keeps(entry)))
                groups.Add([]);
            groups[^1].AddRange(same);
        }
        return groups;
    }

    private bool Keeps(ManifestEntry entry) => KeptSequence.Of(entry, ancestor, target) is not null;

    /// <summary>Row ids that the source gave are given anew; those that the table's own line gave stay.</summary>
    private ManifestEntry Carried(ManifestEntry entry) => new()
    {
        Status = EntryStatus.Added,
        SequenceNumber = KeptSequence.Of(entry, ancestor, target),
        File = mode is MergeMode.Undo && entry.File.FirstRowId < (ancestor.NextRowId ?? 0) ? entry.File : entry.File with { FirstRowId = null },
    };
}
