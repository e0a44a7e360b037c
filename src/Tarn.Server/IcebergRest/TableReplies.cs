using System.Security.Cryptography;
using System.Text;
using Tarn.Catalog;
using Tarn.Iceberg.Rest;

namespace Tarn.Server.IcebergRest;

/// <summary>Answers that tell a table.</summary>
internal static class TableReplies
{
    /// <summary>"LoadTableResult", or 304 when the client has it already.</summary>
    /// <exception cref="RestException">400: <c>snapshots</c> is neither all nor refs.</exception>
    public static async Task<RestReply> LoadedAsync(RestCall call, TableEntry.Table entry)
    {
        var refsOnly = call.Query("snapshots") switch
        {
            null or "" or "all" => false,
            "refs" => true,
            var other => throw RestException.BadRequest($"'snapshots' is '{other}'; it is all or refs."),
        };
        var tag = TagOf(entry, refsOnly);
        return Holds(call.Header("If-None-Match"), tag)
            ? RestReply.NotModified with { Headers = [("ETag", tag)] }
            : await ReplyAsync(call, entry, refsOnly, hasConfig: true);
    }

    /// <summary>"LoadTableResult" after a table was made.</summary>
    public static Task<RestReply> MadeAsync(RestCall call, TableEntry.Table entry) => ReplyAsync(call, entry, refsOnly: false, hasConfig: true);

    /// <summary>"CommitTableResponse", "UnregisterTableResult".</summary>
    public static Task<RestReply> CommittedAsync(RestCall call, TableEntry.Table entry) => ReplyAsync(call, entry, refsOnly: false, hasConfig: false);

    /// <summary>"LoadTableResult" of metadata that is not committed yet.</summary>
    public static RestReply Staged(ReadOnlyMemory<byte> metadata) => RestReply.Json(200, json =>
    {
        json.WriteNull("metadata-location");
        json.WritePropertyName("metadata");
        json.WriteRawValue(metadata.Span);
        json.WriteStartObject("config");
        json.WriteEndObject();
    });

    private static async Task<RestReply> ReplyAsync(RestCall call, TableEntry.Table entry, bool refsOnly, bool hasConfig)
    {
        var content = await call.Lake.Tables.Files.ReadAsync(entry.MetadataLocation, call.Cancel);
        var metadata = TableMetadataJson.Of(content, entry.MetadataLocation, refsOnly, entry.Uuid);
        var reply = RestReply.Json(200, json =>
        {
            json.WriteString("metadata-location", entry.MetadataLocation);
            json.WritePropertyName("metadata");
            json.WriteRawValue(metadata.Span);
            if (!hasConfig)
                return;
            json.WriteStartObject("config");
            json.WriteEndObject();
        });
        return reply with { Headers = [("ETag", TagOf(entry, refsOnly))] };
    }

    /// <summary>A metadata file never changes, so its location tells its content.</summary>
    private static string TagOf(TableEntry.Table entry, bool refsOnly) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry.MetadataLocation)))[..32]}{(refsOnly ? "-refs" : "")}\"";

    private static bool Holds(string? ifNoneMatch, string tag) =>
        ifNoneMatch is not null && ifNoneMatch.Split(',').Select(one => one.Trim()).Any(one => one == "*" || one == tag || one == "W/" + tag);
}
