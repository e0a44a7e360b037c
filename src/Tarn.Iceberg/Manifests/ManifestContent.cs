namespace Tarn.Iceberg.Manifests;

/// <summary>What was read of a manifest.</summary>
/// <param name="Entries">The entries that stay, in their order.</param>
/// <param name="Dropped">Live data files that do not stay.</param>
internal sealed record ManifestContent(IReadOnlyList<ManifestEntry> Entries, int Dropped);
