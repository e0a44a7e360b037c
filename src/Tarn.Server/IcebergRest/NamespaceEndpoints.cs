using System.Text.Json;
using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>Namespaces. One that holds a table is there; one that was made is there without.</summary>
internal static class NamespaceEndpoints
{
    private const string Many = "/v1/{prefix}/namespaces";
    private const string One = "/v1/{prefix}/namespaces/{namespace}";

    public static IReadOnlyList<RestEndpoint> All { get; } =
    [
        new("GET", Many, ListAsync),
        new("POST", Many, CreateAsync) { Writes = true },
        new("GET", One, LoadAsync),
        new("HEAD", One, ExistsAsync),
        new("DELETE", One, DropAsync) { Writes = true },
        new("POST", One + "/properties", UpdateAsync) { Writes = true },
    ];

    private static async Task<RestReply> ListAsync(RestCall call)
    {
        var parent = call.Query("parent") is { Length: > 0 } text ? RestCall.TryNamespaceOf(text.Split('\x1f')) ?? throw RestException.NoSuchNamespace(text) : null;
        var page = await RestPage.OfAsync(call);
        var names = await page.Tree.NamespaceNamesAsync(call.Cancel);
        if (parent is not null && !names.Any(name => name == parent || IsIn(name, parent)))
            throw RestException.NoSuchNamespace(parent);
        var depth = parent is null ? 1 : parent.Count(c => c == '.') + 2;
        var shown = names.Where(name => parent is null || IsIn(name, parent))
            .Select(name => string.Join('.', name.Split('.').Take(depth)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return page.Reply("namespaces", shown, WriteLevels);
    }

    private static async Task<RestReply> CreateAsync(RestCall call)
    {
        var request = await call.ReadAsync(ServerJson.Of(ServerJson.Default.CreateNamespace));
        var ns = RestCall.NamespaceOf(request.Namespace ?? throw RestException.BadRequest("'namespace' is missing."));
        var properties = request.Properties ?? new Dictionary<string, string>();
        var commit = await call.WriteAsync(async at =>
        {
            if (await at.HasNamespaceAsync(ns, call.Cancel))
                throw RestException.AlreadyExists($"Namespace {ns}");
            var entry = await call.Lake.Catalog.SaveNamespaceAsync(ns, properties, call.Cancel);
            return new CatalogWrite([new TableWrite(TableName.OfNamespace(ns), Expected: null, entry)], $"create namespace {ns}");
        });
        return await ReplyAsync(call, ns, call.Lake.Catalog.TreeOf(commit));
    }

    private static async Task<RestReply> LoadAsync(RestCall call)
    {
        var (ns, at) = (call.Namespace, await call.AtAsync());
        await at.RequireNamespaceAsync(ns, call.Cancel);
        return await ReplyAsync(call, ns, at.Tree);
    }

    private static async Task<RestReply> ExistsAsync(RestCall call)
    {
        await (await call.AtAsync()).RequireNamespaceAsync(call.Namespace, call.Cancel);
        return RestReply.NoContent;
    }

    private static async Task<RestReply> DropAsync(RestCall call)
    {
        var ns = call.Namespace;
        await call.WriteAsync(async at =>
        {
            await at.RequireNamespaceAsync(ns, call.Cancel);
            var isParent = (await at.Tree.NamespaceNamesAsync(call.Cancel)).Any(name => IsIn(name, ns));
            if (isParent || await at.Tree.ListAsync(ns, call.Cancel).AnyAsync(call.Cancel))
                throw new RestException(409, "NamespaceNotEmptyException", $"Namespace {ns} is not empty");
            var name = TableName.OfNamespace(ns);
            return new CatalogWrite([new TableWrite(name, await at.Tree.FindAsync(name, call.Cancel), Entry: null)], $"drop namespace {ns}");
        });
        return RestReply.NoContent;
    }

    private static async Task<RestReply> UpdateAsync(RestCall call)
    {
        var request = await call.ReadAsync(ServerJson.Of(ServerJson.Default.UpdateProperties));
        var (ns, change) = (call.Namespace, PropertyChange.Of(request));
        IReadOnlyDictionary<string, string> before = new Dictionary<string, string>();
        await call.WriteAsync(async at =>
        {
            await at.RequireNamespaceAsync(ns, call.Cancel);
            var name = TableName.OfNamespace(ns);
            var entry = await at.Tree.FindAsync(name, call.Cancel);
            before = await PropertiesAsync(call, ns, at.Tree);
            var changed = await call.Lake.Catalog.SaveNamespaceAsync(ns, change.Apply(before), call.Cancel);
            return new CatalogWrite(changed == entry ? [] : [new TableWrite(name, entry, changed)], $"change properties of namespace {ns}");
        });
        return change.Reply(before);
    }

    private static bool IsIn(string ns, string parent) => ns.StartsWith(parent + ".", StringComparison.Ordinal);

    private static async Task<RestReply> ReplyAsync(RestCall call, string ns, CatalogTree tree)
    {
        var properties = await PropertiesAsync(call, ns, tree);
        return RestReply.Json(200, json =>
        {
            json.WritePropertyName("namespace");
            WriteLevels(json, ns);
            json.WriteStartObject("properties");
            foreach (var (key, value) in properties)
                json.WriteString(key, value);
            json.WriteEndObject();
        });
    }

    private static async Task<IReadOnlyDictionary<string, string>> PropertiesAsync(RestCall call, string ns, CatalogTree tree) =>
        await tree.FindAsync(TableName.OfNamespace(ns), call.Cancel) is TableEntry.Namespace entry
            ? await call.Lake.Catalog.NamespacePropertiesAsync(entry, call.Cancel)
            : new Dictionary<string, string>();

    /// <summary>The levels of a namespace as a JSON array.</summary>
    public static void WriteLevels(Utf8JsonWriter json, string ns)
    {
        json.WriteStartArray();
        foreach (var level in ns.Split('.'))
            json.WriteStringValue(level);
        json.WriteEndArray();
    }
}
