using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Iceberg.Merges;

/// <summary>What differs between the live files of two states of a table.</summary>
internal sealed record FileChanges
{
    /// <summary>Files that are live after and were not before, in order of their sequence numbers.</summary>
    public required IReadOnlyList<ManifestEntry> Added { get; init; }

    /// <summary>Files that were live before and are not after.</summary>
    public required IReadOnlyList<ManifestEntry> Removed { get; init; }

    /// <summary>True when a data file of before is live after.</summary>
    public required bool KeepsData { get; init; }

    /// <summary>True when nothing differs.</summary>
    public bool IsEmpty => Added.Count + Removed.Count == 0;

    /// <summary>Reads the manifests that are not of both states.</summary>
    /// <exception cref="ObjectNotFoundException">A manifest of one of them is gone.</exception>
    public static async Task<FileChanges> ReadAsync(TableFiles files, TableMetadata before, TableMetadata after, CancellationToken cancel)
    {
        var (was, now) = (new TableManifests(files, before), new TableManifests(files, after));
        var left = await was.ListAsync(before.CurrentSnapshot, cancel).ConfigureAwait(false);
        var right = await now.ListAsync(after.CurrentSnapshot, cancel).ConfigureAwait(false);
        var both = left.Select(manifest => manifest.Path).Intersect(right.Select(manifest => manifest.Path), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var gone = await LiveAsync(was, left.Where(manifest => !both.Contains(manifest.Path)), cancel).ConfigureAwait(false);
        var come = await LiveAsync(now, right.Where(manifest => !both.Contains(manifest.Path)), cancel).ConfigureAwait(false);
        var stays = gone.Where(entry => come.ContainsKey(entry.Key)).Select(entry => entry.Value).ToList();
        return new FileChanges
        {
            Added = [.. come.Where(entry => !gone.ContainsKey(entry.Key)).Select(entry => entry.Value).OrderBy(entry => entry.SequenceNumber)],
            Removed = [.. gone.Where(entry => !come.ContainsKey(entry.Key)).Select(entry => entry.Value)],
            KeepsData = stays.Any(entry => entry.File.Content is FileContent.Data) || left.Any(manifest => both.Contains(manifest.Path) && MayHoldData(manifest)),
        };
    }

    private static bool MayHoldData(ManifestFile manifest) => !manifest.Deletes && manifest is not { AddedFiles: 0, ExistingFiles: 0 };

    private static async Task<Dictionary<FileKey, ManifestEntry>> LiveAsync(TableManifests manifests, IEnumerable<ManifestFile> lines, CancellationToken cancel)
    {
        var entries = new Dictionary<FileKey, ManifestEntry>();
        foreach (var line in lines)
        {
            foreach (var entry in await manifests.LiveAsync(line, cancel).ConfigureAwait(false))
                entries.TryAdd(FileKey.Of(entry), entry);
        }
        return entries;
    }
}
