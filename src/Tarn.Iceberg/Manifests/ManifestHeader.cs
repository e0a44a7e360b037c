namespace Tarn.Iceberg.Manifests;

/// <summary>What a manifest says of itself before its entries (spec, "Manifests").</summary>
/// <param name="FormatVersion">1 when it does not say.</param>
/// <param name="SpecId">The spec of its partition tuples; 0 when it does not say.</param>
/// <param name="Deletes">True when it lists delete files.</param>
public sealed record ManifestHeader(int FormatVersion, int SpecId, bool Deletes);
