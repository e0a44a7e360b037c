using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Storage;

namespace Tarn.Inspection;

/// <summary>A table as its metadata tables see it.</summary>
internal sealed record InspectedTable
{
    /// <summary>Where its files lie.</summary>
    public required TableFiles Files { get; init; }

    /// <summary>Its metadata.</summary>
    public required TableMetadata Metadata { get; init; }

    /// <summary>The location of the metadata.</summary>
    public required string MetadataLocation { get; init; }

    /// <summary>The snapshot that tables of one snapshot are about; null when there is none.</summary>
    public required Snapshot? Snapshot { get; init; }

    /// <summary>The manifests of the snapshot.</summary>
    public async Task<IReadOnlyList<ManifestFile>> ManifestsAsync(CancellationToken cancel) =>
        Snapshot is null ? [] : await SnapshotManifests.ReadAsync(Files, Snapshot, cancel);

    /// <summary>The manifests of all snapshots that are kept, each once.</summary>
    public async Task<IReadOnlyList<ManifestFile>> AllManifestsAsync(CancellationToken cancel) =>
        [.. (await ManifestsBySnapshotAsync(cancel)).Select(found => found.Manifest).DistinctBy(manifest => manifest.Path, StringComparer.Ordinal)];

    /// <summary>The manifests of each snapshot that is kept.</summary>
    public async Task<IReadOnlyList<(Snapshot Snapshot, ManifestFile Manifest)>> ManifestsBySnapshotAsync(CancellationToken cancel)
    {
        var found = new List<(Snapshot, ManifestFile)>();
        foreach (var snapshot in Metadata.Snapshots)
            found.AddRange((await SnapshotManifests.ReadAsync(Files, snapshot, cancel)).Select(manifest => (snapshot, manifest)));
        return found;
    }

    /// <summary>The entries of manifests, deleted ones included.</summary>
    public async Task<IReadOnlyList<ManifestEntry>> EntriesAsync(IReadOnlyList<ManifestFile> manifests, CancellationToken cancel)
    {
        var entries = new List<ManifestEntry>();
        foreach (var manifest in manifests)
            entries.AddRange(ManifestReader.Read(await Files.ReadAsync(manifest.Path, cancel), manifest, Metadata.Spec(manifest.SpecId), Metadata.CurrentSchema));
        return entries;
    }
}
