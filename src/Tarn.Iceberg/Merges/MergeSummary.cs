using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Merges;

/// <summary>What a snapshot that merges others in says of itself beside what is counted anew: what the last of them said, and which that was. Pure.</summary>
internal static class MergeSummary
{
    private static readonly string[] Counted = ["added-", "deleted-", "removed-", "total-", "manifests-", "entries-", "partitions.", "partition-summaries-", "changed-partition-count", "operation"];

    public static IReadOnlyDictionary<string, string> Of(TableSide source, MergeMode mode)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        if (mode is MergeMode.Undo || source.Last is not { } last)
            return told;
        foreach (var (name, value) in last.Summary.Where(entry => !Counted.Any(counted => entry.Key.StartsWith(counted, StringComparison.Ordinal))))
            told[name] = value;
        if (source.MayReplaceTheTable)
            told.Remove("replace-partitions");
        told.Remove(RowCommands.Property);
        if (source.Commands() is { Count: > 0 } commands)
            told[RowCommands.Property] = string.Join(',', commands);
        told["source-snapshot-id"] = $"{last.SnapshotId}";
        return told;
    }
}
