namespace Tarn.Iceberg.Scans;

/// <summary>What one manifest contributes to a plan.</summary>
/// <param name="Files">Its live data files that stay, and their data sequence numbers.</param>
/// <param name="Deletes">Its live delete files that stay.</param>
/// <param name="FilesPruned">Its live data files that do not stay.</param>
internal sealed record ManifestFilesRead(IReadOnlyList<ScanFile> Files, IReadOnlyList<ScanDelete> Deletes, int FilesPruned);
