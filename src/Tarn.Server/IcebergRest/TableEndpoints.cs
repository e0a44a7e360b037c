using System.Text.Json;
using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>Tables: what is there.</summary>
internal static class TableEndpoints
{
    internal const string Many = "/v1/{prefix}/namespaces/{namespace}/tables";
    internal const string One = Many + "/{table}";

    public static IReadOnlyList<RestEndpoint> All { get; } =
    [
        new("GET", Many, ListAsync),
        new("GET", One, LoadAsync),
        new("HEAD", One, ExistsAsync),
    ];

    /// <summary>Names of a namespace's tables, or of its views.</summary>
    public static async Task<RestReply> ListAsync<TEntry>(RestCall call)
        where TEntry : TableEntry
    {
        var (ns, page) = (call.Namespace, await RestPage.OfAsync(call));
        var found = await page.Tree.ListAsync(ns, call.Cancel).Where(pair => pair.Entry is TEntry).Select(pair => pair.Table.Name).ToListAsync(call.Cancel);
        if (found.Count == 0)
            await (await call.AtAsync() with { Tree = page.Tree }).RequireNamespaceAsync(ns, call.Cancel);
        return page.Reply("identifiers", found.Order(StringComparer.Ordinal), (json, name) => WriteIdentifier(json, ns, name));
    }

    private static Task<RestReply> ListAsync(RestCall call) => ListAsync<TableEntry.Table>(call);

    private static async Task<RestReply> LoadAsync(RestCall call) =>
        await TableReplies.LoadedAsync(call, await (await call.AtAsync()).TableAsync(call.Table, call.Cancel));

    private static async Task<RestReply> ExistsAsync(RestCall call)
    {
        await (await call.AtAsync()).TableAsync(call.Table, call.Cancel);
        return RestReply.NoContent;
    }

    private static void WriteIdentifier(Utf8JsonWriter json, string ns, string name)
    {
        json.WriteStartObject();
        json.WritePropertyName("namespace");
        NamespaceEndpoints.WriteLevels(json, ns);
        json.WriteString("name", name);
        json.WriteEndObject();
    }
}
