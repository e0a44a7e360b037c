using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Merges;

/// <summary>A snapshot that a merge makes.</summary>
/// <param name="Operation">append, overwrite, replace or delete.</param>
/// <param name="Added">Files that come, with the sequence numbers they keep.</param>
/// <param name="Removed">Files that go.</param>
internal sealed record MergeStep(string Operation, IReadOnlyList<ManifestEntry> Added, IReadOnlyList<ManifestEntry> Removed);
