using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Commits;

/// <summary>
/// Which manifests of a snapshot are written anew, so that a scan reads few of them and each covers few partitions: those of a spec are, as soon as five of
/// them are less than half the target size, or one is twice as large. Pure.
/// </summary>
/// <param name="Groups">What is written anew; empty when the manifests are fine.</param>
public sealed record ManifestPlan(IReadOnlyList<ManifestGroup> Groups)
{
    private const int SmallMin = 5;
    private readonly HashSet<string> _replaced = [.. Groups.SelectMany(group => group.Manifests).Select(manifest => manifest.Path)];

    /// <summary>The plan.</summary>
    /// <param name="manifests">The manifests of a snapshot.</param>
    /// <param name="targetBytes">The size that manifests come near to.</param>
    public static ManifestPlan Make(IReadOnlyList<ManifestFile> manifests, long targetBytes) => new(
    [
        .. manifests.GroupBy(manifest => (manifest.SpecId, manifest.Deletes)).OrderBy(group => group.Key)
            .Select(group => Group([.. group], targetBytes)).OfType<ManifestGroup>(),
    ]);

    /// <summary>Whether a manifest is one of those that are replaced.</summary>
    public bool Replaces(ManifestFile manifest) => _replaced.Contains(manifest.Path);

    private static ManifestGroup? Group(IReadOnlyList<ManifestFile> manifests, long targetBytes)
    {
        var small = manifests.Count(manifest => manifest.Bytes < targetBytes / 2);
        if (small < SmallMin && !manifests.Any(manifest => manifest.Bytes > targetBytes * 2))
            return null;
        return new ManifestGroup(manifests, (int)Math.Max(1, (manifests.Sum(manifest => manifest.Bytes) + targetBytes - 1) / targetBytes));
    }
}
