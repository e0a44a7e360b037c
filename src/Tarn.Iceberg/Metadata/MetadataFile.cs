using System.IO.Compression;
using System.Text.Json;

namespace Tarn.Iceberg.Metadata;

/// <summary>Table metadata as the bytes of a file (spec, "Table Metadata").</summary>
public static class MetadataFile
{
    /// <summary>The metadata in a file, plain or gzip.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="location">Its location, for messages.</param>
    /// <exception cref="IcebergException">
    /// Corrupt: the property in <see cref="IcebergException.Property"/> is missing or wrong. Unsupported: a version, type or compression.
    /// </exception>
    public static TableMetadata Read(ReadOnlyMemory<byte> content, string location)
    {
        var json = Plain(content, location);
        return MetadataJson.Read(json.Span, MetadataJson.Context.MetadataDocument, location).ToMetadata(location);
    }

    /// <summary>The metadata as JSON in UTF-8, properties and references in the order of their names.</summary>
    /// <exception cref="IcebergException">Unsupported: it is of version 1, which is upgraded before it is written.</exception>
    public static byte[] Write(TableMetadata metadata) => metadata.FormatVersion >= 2
        ? JsonSerializer.SerializeToUtf8Bytes(MetadataDocument.Of(metadata), MetadataJson.Context.MetadataDocument)
        : throw IcebergException.Unsupported(metadata.Location, "metadata of version 1 is read, not written. Upgrade the table to version 2.");

    /// <summary>The usual file name: <c>00003-9c12d441-03fe-4693-9a96-a0705ddf69c1.metadata.json</c>.</summary>
    /// <param name="version">From 0, one more than that of the file before.</param>
    /// <param name="uuid">New for each file.</param>
    public static string NameOf(int version, Guid uuid) => $"{version:00000}-{uuid:D}.metadata.json";

    /// <summary>The version in a file's name: digits up to '-', or after the <c>v</c> of <c>v3.metadata.json</c>; null when it has none.</summary>
    public static int? VersionOf(string location)
    {
        var name = location[(location.LastIndexOf('/') + 1)..];
        var digits = name.StartsWith('v') ? name[1..].Split('.')[0] : name.Split('-')[0];
        return int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var version) ? version : null;
    }

    internal static ReadOnlyMemory<byte> Plain(ReadOnlyMemory<byte> content, string location)
    {
        if (content.Span.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            throw IcebergException.Unsupported(location, "is compressed with zstd; plain JSON and gzip can be read.");
        if (!content.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return content;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            gzip.CopyTo(plain);
            return plain.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw IcebergException.Corrupt(location, $"is broken gzip: {e.Message}", e);
        }
    }
}
