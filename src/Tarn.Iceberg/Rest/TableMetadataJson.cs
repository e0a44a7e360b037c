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
    /// <param name="uuid">Told where version 1 wrote no <c>table-uuid</c>, which the API demands.</param>
    /// <exception cref="IcebergException">Corrupt or Unsupported, naming the file.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> content, string location, bool refsOnly, string uuid)
    {
        var json = MetadataFile.Plain(content, location);
        if (!refsOnly && json.Span.IndexOf("\"table-uuid\""u8) >= 0)
            return json;
        var whole = JsonNode.Parse(json.Span) as JsonObject ?? throw IcebergException.Corrupt(location, "is no JSON object.");
        whole["table-uuid"] ??= uuid;
        if (refsOnly && whole["snapshots"] is JsonArray snapshots)
        {
            var named = MetadataFile.Read(content, location).Refs.Values.Select(one => one.SnapshotId).ToHashSet();
            snapshots.RemoveAll(snapshot => !named.Contains(snapshot!["snapshot-id"]!.GetValue<long>()));
        }
        return Print(whole);
    }

    private static byte[] Print(JsonObject whole)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            whole.WriteTo(writer);
        return buffer.ToArray();
    }
}
