using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>Merges small manifests once there are many, so that planning a scan does not read thousands of files.</summary>
internal sealed class ManifestMerge(TableMetadata metadata, TableManifests manifests)
{
    private const int MinCountDefault = 100;

    private readonly long _minCount = TableProperties.Number(metadata, TableProperties.MinCountToMerge, MinCountDefault);
    private readonly long _targetBytes = TableProperties.ManifestTargetBytes(metadata);
    private readonly bool _enabled = metadata.Properties.GetValueOrDefault(TableProperties.ManifestMergeEnabled) != "false";

    /// <summary>The manifests, in their order, merged where a spec has at least as many of one content as the table says.</summary>
    public async Task<IReadOnlyList<ManifestDraft>> MergeAsync(IReadOnlyList<ManifestDraft> drafts, CancellationToken cancel)
    {
        if (!_enabled)
            return drafts;
        var merged = new List<ManifestDraft>();
        foreach (var group in drafts.GroupBy(draft => (draft.Deletes, draft.SpecId)))
        {
            foreach (var bin in group.Count() < _minCount ? group.Select(draft => new List<ManifestDraft> { draft }) : Pack([.. group]))
                merged.Add(bin.Count == 1 ? bin[0] : await MergeAsync(bin, group.Key.SpecId, group.Key.Deletes, cancel).ConfigureAwait(false));
        }
        return merged;
    }

    private async Task<ManifestDraft> MergeAsync(List<ManifestDraft> bin, int specId, bool deletes, CancellationToken cancel)
    {
        var entries = new List<ManifestEntry>();
        foreach (var draft in bin)
        {
            entries.AddRange(draft is ManifestDraft.Kept kept
                ? (await manifests.LiveAsync(kept.Line, cancel).ConfigureAwait(false)).Select(entry => entry with { Status = EntryStatus.Existing })
                : ((ManifestDraft.Fresh)draft).Entries);
        }
        return new ManifestDraft.Fresh(specId, deletes, entries);
    }

    /// <summary>Neighbours together up to the target size, packed from the oldest, so that the one left small is the youngest.</summary>
    private List<List<ManifestDraft>> Pack(List<ManifestDraft> group)
    {
        var bins = new List<List<ManifestDraft>>();
        var bytes = long.MaxValue;
        foreach (var draft in Enumerable.Reverse(group))
        {
            if (bytes > _targetBytes - draft.Bytes)
            {
                bins.Insert(0, []);
                bytes = 0;
            }
            bins[0].Insert(0, draft);
            bytes += draft.Bytes;
        }
        return bins;
    }
}
