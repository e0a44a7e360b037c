using Tarn.Iceberg.Scans;

namespace Tarn.Engine;

/// <summary>Data files that one scan reads.</summary>
/// <param name="Files">The files.</param>
/// <param name="Schema">The columns they all have; null for files that are read by field id without a look at their footers.</param>
internal sealed record FileGroup(IReadOnlyList<ScanFile> Files, FileSchema? Schema);
