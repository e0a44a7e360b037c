using System.Text.Json.Nodes;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>What the server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON; null without a body.</param>
/// <param name="Tag">The ETag, quotes included.</param>
internal sealed record Answer(int Status, JsonNode? Body, string? Tag)
{
    /// <summary>The type of the error.</summary>
    public string? Error => Body?["error"]?["type"]?.GetValue<string>();

    public string Message => Body?["error"]?["message"]?.GetValue<string>() ?? "";

    public JsonNode Metadata => Body!["metadata"]!;

    public string Location => Body!["metadata-location"]!.GetValue<string>();

    /// <summary>The names of a list of tables, views or namespaces.</summary>
    public IReadOnlyList<string> Names => Body!["identifiers"] is JsonArray identifiers
        ? [.. identifiers.Select(one => one!["name"]!.GetValue<string>())]
        : [.. ((JsonArray)Body["namespaces"]!).Select(one => string.Join('.', ((JsonArray)one!).Select(level => level!.GetValue<string>())))];

    public string? NextPage => Body!["next-page-token"]?.GetValue<string>();
}
