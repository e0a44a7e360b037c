using System.Text.Json;
using System.Xml;
using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>What a client is told first: which prefix its warehouse has, and what the server can do.</summary>
/// <param name="served">The catalog's endpoints.</param>
internal sealed class ConfigEndpoints(IReadOnlyList<RestEndpoint> served)
{
    public IReadOnlyList<RestEndpoint> All => [new("GET", "/v1/config", ConfigAsync)];

    /// <summary>A warehouse is a branch, a tag, a commit, or an expression of them. The prefix is its name, percent-encoded.</summary>
    private async Task<RestReply> ConfigAsync(RestCall call)
    {
        var warehouse = call.Query("warehouse") is { Length: > 0 } named ? named : call.DefaultBranch.Value;
        var at = await LakeRef.ResolveAsync(call.Lake.Catalog, warehouse, call.Cancel);
        return RestReply.Json(200, json =>
        {
            json.WriteStartObject("defaults");
            json.WriteEndObject();
            json.WriteStartObject("overrides");
            json.WriteString("prefix", Uri.EscapeDataString(at.Name));
            json.WriteEndObject();
            json.WriteString("idempotency-key-lifetime", XmlConvert.ToString(CallWrites.KeyLifetime));
            WriteEndpoints(json);
        });
    }

    private void WriteEndpoints(Utf8JsonWriter json)
    {
        json.WriteStartArray("endpoints");
        foreach (var endpoint in served)
            json.WriteStringValue(endpoint.ToString());
        json.WriteEndArray();
    }
}
