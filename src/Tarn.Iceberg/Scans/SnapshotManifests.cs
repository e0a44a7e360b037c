using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Iceberg.Scans;

/// <summary>The manifests of a snapshot.</summary>
public static class SnapshotManifests
{
    /// <summary>Those of its manifest list, or those that version 1 wrote into the metadata, of which only what the files say themselves is known.</summary>
    /// <exception cref="IcebergException">Corrupt or Unsupported, with the location.</exception>
    /// <exception cref="ObjectNotFoundException">One is missing.</exception>
    public static Task<IReadOnlyList<ManifestFile>> ReadAsync(TableFiles files, Snapshot snapshot, CancellationToken cancel = default) =>
        ReadAsync(files, snapshot.ManifestList, snapshot.Manifests, cancel);

    internal static async Task<IReadOnlyList<ManifestFile>> ReadAsync(TableFiles files, string? list, IReadOnlyList<string> paths, CancellationToken cancel)
    {
        if (list is not null)
            return ManifestListReader.Read(await files.ReadAsync(list, cancel), list);
        var manifests = new List<ManifestFile>();
        foreach (var path in paths)
        {
            var content = await files.ReadAsync(path, cancel);
            var header = ManifestReader.ReadHeader(content, path);
            manifests.Add(new ManifestFile { Path = path, Bytes = content.Length, SpecId = header.SpecId, AddedSnapshotId = -1 });
        }
        return manifests;
    }
}
