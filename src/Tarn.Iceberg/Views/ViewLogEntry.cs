namespace Tarn.Iceberg.Views;

/// <summary>A moment at which a version became the current one.</summary>
/// <param name="TimestampMs">When, milliseconds since 1970 UTC.</param>
/// <param name="VersionId">Which.</param>
public sealed record ViewLogEntry(long TimestampMs, int VersionId);
