using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Rest;

/// <summary>Table metadata as its writer wrote it, for clients of the REST API.</summary>
public static class TableMetadataJson
{
    /// <summary>The JSON in a metadata file, plain or gzip.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="location">Its location, for messages.</param>
    /// <param name="refsOnly">Leaves out snapshots that neither a branch nor a tag names (<c>snapshots=refs</c>).</param>
    /// <exception cref="IcebergException">Corrupt or Unsupported, naming the file.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> content, string location, bool refsOnly)
    {
        var json = MetadataFile.Plain(content, location);
        return refsOnly ? WithRefsOnly(json, MetadataFile.Read(content, location), location) : json;
    }

    private static byte[] WithRefsOnly(ReadOnlyMemory<byte> json, TableMetadata metadata, string location)
    {
        var named = metadata.Refs.Values.Select(one => one.SnapshotId).ToHashSet();
        var whole = JsonNode.Parse(json.Span) as JsonObject ?? throw IcebergException.Corrupt(location, "is no JSON object.");
        if (whole["snapshots"] is JsonArray snapshots)
            snapshots.RemoveAll(snapshot => !named.Contains(snapshot!["snapshot-id"]!.GetValue<long>()));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            whole.WriteTo(writer);
        return buffer.ToArray();
    }
}
