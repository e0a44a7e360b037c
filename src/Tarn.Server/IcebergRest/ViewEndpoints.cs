using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg;
using Tarn.Iceberg.Rest;
using Tarn.Iceberg.Views;
using Tarn.Storage;

namespace Tarn.Server.IcebergRest;

/// <summary>Views: those of clients, and those that models of Tarn's made, which are in DuckDB's dialect.</summary>
internal static class ViewEndpoints
{
    private const string Many = "/v1/{prefix}/namespaces/{namespace}/views";
    private const string One = Many + "/{view}";

    public static IReadOnlyList<RestEndpoint> All { get; } =
    [
        new("GET", Many, TableEndpoints.ListAsync<TableEntry.View>),
        new("POST", Many, CreateAsync) { Writes = true },
        new("GET", One, LoadAsync),
        new("POST", One, ReplaceAsync) { Writes = true },
        new("DELETE", One, DropAsync) { Writes = true },
        new("HEAD", One, ExistsAsync),
        new("POST", "/v1/{prefix}/views/rename", TableWriteEndpoints.RenameAsync<TableEntry.View>) { Writes = true },
        new("POST", "/v1/{prefix}/namespaces/{namespace}/register-view", RegisterAsync) { Writes = true },
    ];

    private static async Task<RestReply> CreateAsync(RestCall call)
    {
        var request = await call.ReadAsync(RestRequests.CreateView);
        var name = RestCall.NameOf(call.Namespace, request.Name);
        var view = New(call.Lake, name, request);
        return await MakeAsync(call, name, $"create view {name}", () => call.Lake.SaveAsync(view));
    }

    private static async Task<RestReply> LoadAsync(RestCall call) => await ReplyAsync(call, await (await call.AtAsync()).ViewAsync(call.View, call.Cancel));

    private static async Task<RestReply> ExistsAsync(RestCall call)
    {
        await (await call.AtAsync()).ViewAsync(call.View, call.Cancel);
        return RestReply.NoContent;
    }

    private static async Task<RestReply> ReplaceAsync(RestCall call)
    {
        var (name, change) = (call.View, await call.ReadAsync(RestRequests.CommitView));
        var commit = await call.WriteAsync(async at =>
        {
            var entry = await at.ViewAsync(name, call.Cancel);
            var view = await call.Lake.Tables.ViewAsync(entry, call.Cancel);
            var changed = ViewChange.Apply(view, change, call.Lake.NowMs);
            var message = changed.CurrentVersionId == view.CurrentVersionId ? $"change view {name}" : $"replace view {name}";
            return new CatalogWrite(ReferenceEquals(changed, view) ? [] : [new TableWrite(name, entry, await call.Lake.SaveAsync(changed))], message);
        });
        return await ReplyAsync(call, await ViewOfAsync(call, commit, name));
    }

    private static async Task<RestReply> DropAsync(RestCall call)
    {
        await call.WriteAsync(async at =>
        {
            var entry = await at.ViewAsync(call.View, call.Cancel);
            var kept = await TableWriteEndpoints.KeptNamespaceAsync(call, at, call.Namespace);
            return new CatalogWrite([new TableWrite(call.View, entry, Entry: null), .. kept], $"drop view {call.View}");
        });
        return RestReply.NoContent;
    }

    private static async Task<RestReply> RegisterAsync(RestCall call)
    {
        var request = await call.ReadAsync(ServerJson.Of(ServerJson.Default.Register));
        var name = RestCall.NameOf(call.Namespace, request.Name ?? throw RestException.BadRequest("'name' is missing."));
        var entry = await RegisteredAsync(call, request.MetadataLocation ?? throw RestException.BadRequest("'metadata-location' is missing."));
        return await MakeAsync(call, name, $"register view {name}", () => Task.FromResult(entry));
    }

    /// <summary>Gives a new name to a view, whose metadata is written when there is room for it.</summary>
    private static async Task<RestReply> MakeAsync(RestCall call, TableName name, string message, Func<Task<TableEntry.View>> save)
    {
        TableEntry.View? entry = null;
        var commit = await call.WriteAsync(async at =>
        {
            await at.RequireNamespaceAsync(name.Namespace, call.Cancel);
            await at.RequireAbsentAsync(name, call.Cancel);
            entry ??= await save();
            return new CatalogWrite([new TableWrite(name, Expected: null, entry)], message);
        });
        return await ReplyAsync(call, await ViewOfAsync(call, commit, name));
    }

    private static ViewMetadata New(RestLake lake, TableName name, CreateViewRequest request)
    {
        var uuid = lake.Ids.NextUuid();
        var location = request.Location is null ? lake.Tables.NewLocation(name, uuid) : lake.Checked(request.Location);
        return ViewChange.Create(
            uuid,
            location,
            [
                new ViewUpdate.AddSchema(request.Schema),
                new ViewUpdate.SetProperties(request.Properties),
                new ViewUpdate.AddViewVersion(request.Version with { SchemaId = ViewUpdate.LastAdded }),
                new ViewUpdate.SetCurrentViewVersion(ViewUpdate.LastAdded),
            ],
            lake.NowMs);
    }

    private static async Task<TableEntry.View> RegisteredAsync(RestCall call, string location)
    {
        try
        {
            var view = ViewFile.Read(await call.Lake.Tables.Files.ReadAsync(location, call.Cancel), location);
            ViewQuery.Check(view);
            return new TableEntry.View { MetadataLocation = location, Uuid = view.ViewUuid.ToString("D") };
        }
        catch (Exception e) when (e is IcebergException or ObjectNotFoundException or LocationOutsideException or ArgumentException)
        {
            throw RestException.BadRequest($"The view cannot be registered: {e.Message}");
        }
    }

    private static async Task<TableEntry.View> ViewOfAsync(RestCall call, CatalogCommit commit, TableName name) =>
        await call.Lake.Catalog.TreeOf(commit).FindAsync(name, call.Cancel) as TableEntry.View ?? throw RestException.NoSuchView(name);

    private static async Task<RestReply> ReplyAsync(RestCall call, TableEntry.View entry)
    {
        var metadata = ViewMetadataJson.Of(await call.Lake.Tables.Files.ReadAsync(entry.MetadataLocation, call.Cancel), entry.MetadataLocation);
        return RestReply.Json(200, json =>
        {
            json.WriteString("metadata-location", entry.MetadataLocation);
            json.WritePropertyName("metadata");
            json.WriteRawValue(metadata.Span);
            json.WriteStartObject("config");
            json.WriteEndObject();
        });
    }
}
