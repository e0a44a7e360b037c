namespace Tarn.Iceberg.Metadata;

/// <summary>An entry of the metadata log as JSON has it.</summary>
internal sealed record MetadataLogDocument
{
    public long? TimestampMs { get; init; }

    public string? MetadataFile { get; init; }

    public MetadataLogEntry ToEntry(string path, string location) => new(
        TimestampMs ?? throw IcebergException.BrokenProperty(location, path + ".timestamp-ms", "is missing."),
        MetadataFile ?? throw IcebergException.BrokenProperty(location, path + ".metadata-file", "is missing."));
}
