using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Commits;

/// <summary>Manifests of one partition spec and one content that are written anew together.</summary>
/// <param name="Manifests">Those that are replaced.</param>
/// <param name="Into">How many take their place; fewer when there are fewer live files.</param>
public sealed record ManifestGroup(IReadOnlyList<ManifestFile> Manifests, int Into)
{
    /// <summary>What they take in all, in bytes.</summary>
    public long Bytes => Manifests.Sum(manifest => manifest.Bytes);
}
