using Tarn.Iceberg.Manifests;
using Tarn.Storage;

namespace Tarn.Iceberg.Scans;

/// <summary>Plans which files of a snapshot answer a condition (spec, "Scan Planning").</summary>
public static class TableScan
{
    /// <summary>The files of the snapshot that may hold a wanted row, each with its deletes. Manifests are read several at a time, large ones on all cores.</summary>
    /// <exception cref="IcebergException">Corrupt or Unsupported, with the location.</exception>
    /// <exception cref="ObjectNotFoundException">A manifest is missing.</exception>
    public static async Task<ScanPlan> PlanAsync(TableFiles files, ScanRequest request, CancellationToken cancel = default)
    {
        var specs = request.Specs.ToDictionary(spec => spec.SpecId, spec => new SpecFilter(request, spec));
        var manifests = await SnapshotManifests.ReadAsync(files, request.ManifestList, request.Manifests, cancel);
        var kept = manifests.Where(manifest => FilterOf(specs, manifest).Keeps(manifest)).ToList();
        var read = new ManifestFilesRead[kept.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.ManifestsAtOnceMax, CancellationToken = cancel };
        await Parallel.ForAsync(0, kept.Count, options, async (i, cancelOne) =>
        {
            var content = await files.ReadAsync(kept[i].Path, cancelOne);
            var filter = FilterOf(specs, kept[i]);
            read[i] = Sift(ManifestReader.Read(content, kept[i], (filter.Spec, request.Schema), filter.Sieve()));
        });
        var deletes = read.SelectMany(part => part.Deletes).ToList();
        var index = new DeleteIndex(deletes, specId => specs[specId].Spec.IsUnpartitioned);
        return new ScanPlan
        {
            Files = [.. read.SelectMany(part => part.Files).Select(file => index.IsEmpty ? file : file with { Deletes = index.Of(file.File, file.SequenceNumber) })],
            Deletes = deletes,
            ManifestsRead = kept.Count,
            ManifestsPruned = manifests.Count - kept.Count,
            FilesPruned = read.Sum(part => part.FilesPruned),
        };
    }

    private static ManifestFilesRead Sift(ManifestContent manifest)
    {
        var files = new List<ScanFile>();
        var deletes = new List<ScanDelete>();
        foreach (var entry in manifest.Entries.Where(entry => entry.Status is not EntryStatus.Deleted))
        {
            if (entry.File.Content is FileContent.Data)
                files.Add(new ScanFile(entry.File, entry.SequenceNumber ?? 0, []) { SnapshotId = entry.SnapshotId });
            else
                deletes.Add(new ScanDelete(entry.File, entry.SequenceNumber ?? 0));
        }
        return new ManifestFilesRead(files, deletes, manifest.Dropped);
    }

    private static SpecFilter FilterOf(Dictionary<int, SpecFilter> specs, ManifestFile manifest) =>
        specs.TryGetValue(manifest.SpecId, out var filter)
            ? filter
            : throw IcebergException.Corrupt(manifest.Path, $"is of the partition spec {manifest.SpecId}, which the table's metadata does not have.");
}
