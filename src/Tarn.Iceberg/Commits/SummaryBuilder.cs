using System.Globalization;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Commits;

/// <summary>Counts what a snapshot does, with the names Java gives it (spec, Appendix F, "Optional Snapshot Summary Fields").</summary>
internal sealed class SummaryBuilder
{
    /// <summary>Totals, and what adds to them and takes from them.</summary>
    private static readonly (string Total, string Added, string Removed)[] Totals =
    [
        ("total-records", "added-records", "deleted-records"),
        ("total-files-size", "added-files-size", "removed-files-size"),
        ("total-data-files", "added-data-files", "deleted-data-files"),
        ("total-delete-files", "added-delete-files", "removed-delete-files"),
        ("total-position-deletes", "added-position-deletes", "removed-position-deletes"),
        ("total-equality-deletes", "added-equality-deletes", "removed-equality-deletes"),
    ];

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<PartitionKey> _partitions = [];

    public void Added(DataFile file)
    {
        Count(file, "added", "added");
        Count("added-files-size", SizeOf(file));
    }

    public void Removed(DataFile file)
    {
        Count(file, "deleted", "removed");
        Count("removed-files-size", SizeOf(file));
    }

    /// <summary>Counts of a snapshot that writes manifests anew.</summary>
    public void Manifests(int created, int kept, int replaced, int entries)
    {
        Count("manifests-created", created);
        Count("manifests-kept", kept);
        Count("manifests-replaced", replaced);
        Count("entries-processed", entries);
    }

    /// <summary>The summary, in a fixed order.</summary>
    /// <param name="operation">append, overwrite, replace or delete.</param>
    /// <param name="properties">What the caller tells; what is counted stands above it.</param>
    /// <param name="previous">The summary of the parent; null for the first snapshot. A total the parent does not tell is not told on.</param>
    public IReadOnlyDictionary<string, string> Build(
        string operation, IReadOnlyDictionary<string, string> properties, IReadOnlyDictionary<string, string>? previous)
    {
        var summary = new Dictionary<string, string>(StringComparer.Ordinal) { ["operation"] = operation };
        foreach (var (name, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
            summary[name] = value;
        foreach (var (name, count) in _counts.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key, StringComparer.Ordinal))
            summary[name] = Text(count);
        summary["changed-partition-count"] = Text(_partitions.Count);
        foreach (var (total, added, removed) in Totals)
        {
            if (Before(previous, total) is { } before)
                summary[total] = Text(before + _counts.GetValueOrDefault(added) - _counts.GetValueOrDefault(removed));
            else
                summary.Remove(total);
        }
        summary["operation"] = operation;
        return summary;
    }

    private void Count(DataFile file, string verb, string verbOfDeletes)
    {
        _partitions.Add(new PartitionKey(file.SpecId, file.Partition));
        if (file.Content is FileContent.Data)
        {
            Count($"{verb}-data-files", 1);
            Count($"{verb}-records", file.RecordCount);
            return;
        }
        var kind = file.Content is FileContent.PositionDeletes ? "position" : "equality";
        Count($"{verbOfDeletes}-delete-files", 1);
        Count(file.ContentOffset is null ? $"{verbOfDeletes}-{kind}-delete-files" : $"{verbOfDeletes}-dvs", 1);
        Count($"{verbOfDeletes}-{kind}-deletes", file.RecordCount);
    }

    private void Count(string name, long count) => _counts[name] = _counts.GetValueOrDefault(name) + count;

    private static long SizeOf(DataFile file) => file.ContentSizeBytes ?? file.FileBytes;

    private static long? Before(IReadOnlyDictionary<string, string>? previous, string total)
    {
        if (previous is null)
            return 0;
        return long.TryParse(previous.GetValueOrDefault(total), NumberStyles.Integer, CultureInfo.InvariantCulture, out var before) ? before : null;
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
