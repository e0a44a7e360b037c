namespace Tarn.Imports;

/// <summary>Files after their import.</summary>
/// <param name="Plan">What was done.</param>
/// <param name="MetadataLocation">The table's metadata; null when there was nothing to do and there is no table.</param>
/// <param name="SnapshotId">The snapshot that has the files; null when there was nothing to do.</param>
/// <param name="Commit">The commit; null when there was nothing to do.</param>
public sealed record ImportedFiles(FileImportPlan Plan, string? MetadataLocation, long? SnapshotId, string? Commit);
