using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Rest;

/// <summary>View metadata as its writer wrote it, for clients of the REST API.</summary>
public static class ViewMetadataJson
{
    /// <summary>The JSON in a view's metadata file, plain or gzip.</summary>
    /// <exception cref="IcebergException">Corrupt or Unsupported, naming the file.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> content, string location) => MetadataFile.Plain(content, location);
}
