namespace Tarn.Iceberg.Metadata;

/// <summary>An earlier metadata file of the table.</summary>
/// <param name="TimestampMs">The <c>last-updated-ms</c> in it.</param>
/// <param name="MetadataFile">Its location.</param>
public sealed record MetadataLogEntry(long TimestampMs, string MetadataFile);
