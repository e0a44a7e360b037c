using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Commits;

/// <summary>Writes the live entries of manifests anew, in order of their partitions, so that partition summaries leave out as much as they can.</summary>
internal sealed class ManifestClustering(TableMetadata metadata, TableManifests manifests)
{
    /// <summary>The manifests that take the place of a group's; none when nothing in it is live.</summary>
    public async Task<IReadOnlyList<ManifestDraft>> ClusterAsync(ManifestGroup group, CancellationToken cancel)
    {
        var entries = new List<ManifestEntry>();
        foreach (var manifest in group.Manifests)
            entries.AddRange((await manifests.LiveAsync(manifest, cancel).ConfigureAwait(false)).Select(entry => entry with { Status = EntryStatus.Existing }));
        if (entries.Count == 0)
            return [];
        var (specId, deletes) = (group.Manifests[0].SpecId, group.Manifests[0].Deletes);
        var sorted = entries.Order(new ByPartition(metadata.Spec(specId)));
        return [.. sorted.Chunk((entries.Count + group.Into - 1) / group.Into).Select(chunk => new ManifestDraft.Fresh(specId, deletes, chunk))];
    }

    /// <summary>Entries of one partition in the order they were added.</summary>
    private sealed class ByPartition(PartitionSpec spec) : IComparer<ManifestEntry>
    {
        public int Compare(ManifestEntry? x, ManifestEntry? y)
        {
            for (var i = 0; i < spec.Fields.Count; i++)
            {
                var order = Compare(x!.File.Partition[i], y!.File.Partition[i]);
                if (order != 0)
                    return order;
            }
            return (x!.SequenceNumber ?? 0).CompareTo(y!.SequenceNumber ?? 0);
        }

        private static int Compare(object? one, object? other) => (one, other) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            _ => ValueOrder.Compare(one, other),
        };
    }
}
