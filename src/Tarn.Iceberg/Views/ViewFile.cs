using System.Text.Json;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Views;

/// <summary>View metadata as the bytes of a file. Its name is made as that of a table's: <see cref="MetadataFile.NameOf"/>.</summary>
public static class ViewFile
{
    private static readonly ViewJsonContext Context = new(MetadataJson.Options());

    /// <summary>The view in a file, plain or gzip.</summary>
    /// <exception cref="IcebergException">Corrupt: the property in <see cref="IcebergException.Property"/> is missing or wrong. Unsupported: a later version.</exception>
    public static ViewMetadata Read(ReadOnlyMemory<byte> content, string location) =>
        MetadataJson.Read(MetadataFile.Plain(content, location).Span, Context.ViewDocument, location).ToView(location);

    /// <summary>The view as JSON in UTF-8.</summary>
    public static byte[] Write(ViewMetadata view) => JsonSerializer.SerializeToUtf8Bytes(ViewDocument.Of(view), Context.ViewDocument);
}
