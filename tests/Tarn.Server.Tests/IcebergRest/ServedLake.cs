using System.Text;
using System.Text.Json.Nodes;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;
using Tarn.Iceberg.Views;
using Tarn.Server.Access;
using Tarn.Server.IcebergRest;
using Tarn.Server.Tests.OpenApi;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>A new lake in a folder, served on a free port of loopback, and a client whose every answer is held against the OpenAPI.</summary>
internal sealed class ServedLake : IAsyncDisposable
{
    private bool _isAnother;

    private ServedLake() { }

    public required LakeCatalog Catalog { get; init; }

    public required IcebergRestServer Server { get; init; }

    public required HttpClient Client { get; init; }

    public required string Folder { get; init; }

    /// <summary>The lines the server wrote of its own failures.</summary>
    public required IReadOnlyList<string> Logged { get; init; }

    public static IdSource Ids { get; } = IdSource.FromSystem(TimeProvider.System);

    /// <summary>Serves a lake.</summary>
    /// <param name="tokens">The text of a token file; null asks for none.</param>
    /// <param name="wrap">Puts a store before the folder's.</param>
    public static Task<ServedLake> StartAsync(string? tokens = null, Func<IObjectStore, IObjectStore>? wrap = null) =>
        StartAsync(Directory.CreateTempSubdirectory("tarn-rest-").FullName, tokens, wrap);

    /// <summary>A second server of the same lake, which knows nothing of the first. Dispose it before this one.</summary>
    public async Task<ServedLake> AnotherAsync()
    {
        var another = await StartAsync(Folder, tokens: null, wrap: null);
        another._isAnother = true;
        return another;
    }

    private static async Task<ServedLake> StartAsync(string folder, string? tokens, Func<IObjectStore, IObjectStore>? wrap)
    {
        var catalog = await LakeCatalog.InitializeAsync(wrap is null ? new LocalObjectStore(folder) : wrap(new LocalObjectStore(folder)), Ids);
        var gate = new AccessGate(tokens is null ? null : () => TokenFile.Parse(tokens, "tokens"), new Caller("anna", AccessScope.Write));
        var logged = new List<string>();
        var server = await IcebergRestServer.StartAsync(
            catalog, new LakeTables(new TableFiles(catalog.Store)), Ids, new IcebergRestOptions { Port = 0, Gate = gate, Log = logged.Add });
        var client = new HttpClient(new ApiHandler(server.Address.AbsolutePath)) { BaseAddress = new Uri(server.Address + "/") };
        return new ServedLake { Catalog = catalog, Server = server, Client = client, Folder = folder, Logged = logged };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        if (!_isAnother)
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A table as a run of Tarn's makes it, without the server.</summary>
    public async Task PutTableAsync(string name, BranchName? branch = null)
    {
        var table = TableName.TryParseNested(name)!;
        var schema = new TableSchema { SchemaId = 0, Fields = new FieldList([new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long() }]) };
        var location = $"{Catalog.Store.Location}/tables/{table.Namespace}/{table.Name}";
        var metadata = TableMetadata.Create(new NewTable { TableUuid = Ids.NextUuid(), Location = location, Schema = schema }, nowMs: 1_780_000_000_000);
        var entry = new TableEntry.Table { MetadataLocation = $"{location}/metadata/{MetadataFile.NameOf(0, Ids.NextUuid())}", Uuid = $"{metadata.TableUuid}" };
        await new TableFiles(Catalog.Store).CreateAsync(entry.MetadataLocation, MetadataFile.Write(metadata));
        await Catalog.CommitAsync(new CommitRequest { Branch = branch ?? BranchName.Main, Author = "tarn", Message = $"put {table}", Changes = [new TableWrite(table, null, entry)] });
    }

    /// <summary>A view as a model of Tarn's makes it, without the server.</summary>
    public async Task PutViewAsync(string name, string sql)
    {
        var view = TableName.Parse(name);
        var definition = new ViewDefinition
        {
            Schema = new TableSchema { SchemaId = 0, Fields = new FieldList([new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long() }]) },
            Representations = [new ViewSql(sql)],
            DefaultNamespace = [view.Namespace],
        };
        var metadata = ViewMetadata.Create(Ids.NextUuid(), $"{Catalog.Store.Location}/tables/{view.Namespace}/{view.Name}", definition, nowMs: 1_780_000_000_000);
        var entry = new TableEntry.View { MetadataLocation = $"{metadata.Location}/metadata/00001-{Ids.NextUuid()}.metadata.json", Uuid = $"{metadata.ViewUuid}" };
        await new TableFiles(Catalog.Store).CreateAsync(entry.MetadataLocation, ViewFile.Write(metadata));
        await Catalog.CommitAsync(new CommitRequest { Branch = BranchName.Main, Author = "tarn", Message = $"put {view}", Changes = [new TableWrite(view, null, entry)] });
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, body: null, headers);

    public Task<Answer> HeadAsync(string path) => SendAsync(HttpMethod.Head, path, body: null);

    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, body: null, headers);

    public Task<Answer> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag?.ToString());
    }
}
