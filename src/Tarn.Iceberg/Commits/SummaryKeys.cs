namespace Tarn.Iceberg.Commits;

/// <summary>Keys of snapshots' summaries (spec, Appendix F, "Optional Snapshot Summary Fields").</summary>
public static class SummaryKeys
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "operation", "changed-partition-count", "replace-partitions", RowCommands.Property, "source-snapshot-id", "wap.id", "published-wap-id", "partition-summaries-included",
        "manifests-created", "manifests-kept", "manifests-replaced", "entries-processed",
    };

    private static readonly string[] Prefixes = ["added-", "deleted-", "removed-", "total-", "partitions."];

    /// <summary>Whether a key is told by the one that makes the snapshot, so that nobody else may set it.</summary>
    public static bool IsReserved(string key) => Names.Contains(key) || Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
}
