using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Merges;

/// <summary>
/// Leaves out of what the source did what the target has already, since both merged it from a third: else its rows would come twice. Pure.
/// </summary>
internal static class SameChanges
{
    /// <summary>What is left to do.</summary>
    public static FileChanges Without(FileChanges source, FileChanges target)
    {
        var theirs = new Sets(target);
        var mine = new Sets(source);
        var done = mine.Partitions.Where(partition => IsDone(mine, theirs, partition)).ToHashSet();
        return source with
        {
            Added = [.. source.Added.Where(entry => !theirs.Added(KeyOf(entry)).Contains(FileKey.Of(entry)))],
            Removed = [.. source.Removed.Where(entry => !done.Contains(KeyOf(entry)))],
        };
    }

    /// <summary>
    /// The target removed what the source removed, and has what the source put in its place: it knows the source's change. Where the source put nothing in
    /// its place the target must not have either.
    /// </summary>
    private static bool IsDone(Sets source, Sets target, PartitionKey partition)
    {
        var (added, removed) = (source.Added(partition), source.Removed(partition));
        return added.IsSubsetOf(target.Added(partition)) && removed.IsSubsetOf(target.Removed(partition))
            && (added.Count > 0 || (target.Added(partition).Count == 0 && removed.SetEquals(target.Removed(partition))));
    }

    private static PartitionKey KeyOf(ManifestEntry entry) => PartitionSet.KeyOf(entry.File);

    private sealed class Sets(FileChanges changes)
    {
        private readonly Dictionary<PartitionKey, HashSet<FileKey>> _added = Group(changes.Added);
        private readonly Dictionary<PartitionKey, HashSet<FileKey>> _removed = Group(changes.Removed);

        public IEnumerable<PartitionKey> Partitions => _added.Keys.Union(_removed.Keys);

        public HashSet<FileKey> Added(PartitionKey partition) => _added.GetValueOrDefault(partition) ?? [];

        public HashSet<FileKey> Removed(PartitionKey partition) => _removed.GetValueOrDefault(partition) ?? [];

        private static Dictionary<PartitionKey, HashSet<FileKey>> Group(IEnumerable<ManifestEntry> entries) =>
            entries.GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.Select(FileKey.Of).ToHashSet());
    }
}
