namespace Tarn.Iceberg.Manifests;

/// <summary>What a manifest's files hold in one partition field (spec, "field_summary").</summary>
/// <param name="ContainsNull">A file has null there.</param>
/// <param name="ContainsNan">A file has NaN there; null when unknown.</param>
/// <param name="LowerBound">The least value in the single-value form; null when there is none.</param>
/// <param name="UpperBound">The greatest value in the single-value form; null when there is none.</param>
public sealed record PartitionSummary(bool ContainsNull, bool? ContainsNan, byte[]? LowerBound, byte[]? UpperBound);
