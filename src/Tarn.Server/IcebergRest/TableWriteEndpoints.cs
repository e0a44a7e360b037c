using Tarn.Catalog;
using Tarn.Iceberg;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Rest;
using Tarn.Storage;

namespace Tarn.Server.IcebergRest;

/// <summary>Tables: what clients do to them. Each request is one commit of the lake.</summary>
internal static class TableWriteEndpoints
{
    public static IReadOnlyList<RestEndpoint> All { get; } =
    [
        new("POST", TableEndpoints.Many, CreateAsync) { Writes = true },
        new("POST", TableEndpoints.One, CommitAsync) { Writes = true },
        new("DELETE", TableEndpoints.One, DropAsync) { Writes = true },
        new("POST", TableEndpoints.One + "/unregister", UnregisterAsync) { Writes = true },
        new("POST", TableEndpoints.One + "/metrics", ReportAsync),
        new("POST", "/v1/{prefix}/namespaces/{namespace}/register", RegisterAsync) { Writes = true },
        new("POST", "/v1/{prefix}/tables/rename", RenameAsync<TableEntry.Table>) { Writes = true },
        new("POST", "/v1/{prefix}/transactions/commit", CommitAllAsync) { Writes = true },
    ];

    /// <summary>Renames a table or a view, across namespaces too. Its files stay where they are.</summary>
    public static async Task<RestReply> RenameAsync<TEntry>(RestCall call)
        where TEntry : TableEntry
    {
        var request = await call.ReadAsync(ServerJson.Of(ServerJson.Default.Rename));
        var (source, destination) = (NameOf(request.Source, "source"), NameOf(request.Destination, "destination"));
        await call.WriteAsync(async at =>
        {
            var isView = typeof(TEntry) == typeof(TableEntry.View);
            TableEntry entry = isView ? await at.ViewAsync(source, call.Cancel) : await at.TableAsync(source, call.Cancel);
            await at.RequireNamespaceAsync(destination.Namespace, call.Cancel);
            await at.RequireAbsentAsync(destination, call.Cancel);
            return new CatalogWrite(
                [new TableWrite(source, entry, Entry: null), new TableWrite(destination, Expected: null, entry), .. await KeptNamespaceAsync(call, at, source.Namespace)],
                $"rename {(isView ? "view" : "table")} {source} to {destination}");
        });
        return RestReply.NoContent;
    }

    private static async Task<RestReply> CreateAsync(RestCall call)
    {
        var request = await call.ReadAsync(RestRequests.CreateTable);
        var name = RestCall.NameOf(call.Namespace, request.Name);
        var metadata = TableChanges.New(call.Lake, name, request);
        if (request.IsStaged)
        {
            await RequireRoomAsync(await call.AtAsync(), name, call.Cancel);
            return TableReplies.Staged(MetadataFile.Write(metadata));
        }
        TableEntry.Table? entry = null;
        var commit = await call.WriteAsync(async at =>
        {
            await RequireRoomAsync(at, name, call.Cancel);
            entry ??= await call.Lake.SaveAsync(current: null, metadata);
            return new CatalogWrite([new TableWrite(name, Expected: null, entry)], $"create table {name}");
        });
        return await TableReplies.MadeAsync(call, await TableOfAsync(call, commit, name));
    }

    private static async Task<RestReply> CommitAsync(RestCall call)
    {
        var change = await call.ReadAsync(RestRequests.CommitTable);
        var commit = await call.WriteAsync(at => DecideAsync(call, at, [(call.Table, change)]));
        return await TableReplies.CommittedAsync(call, await TableOfAsync(call, commit, call.Table));
    }

    private static async Task<RestReply> CommitAllAsync(RestCall call)
    {
        var changes = (await call.ReadAsync(RestRequests.CommitTransaction))
            .Select(one => (RestCall.NameOf(RestCall.NamespaceOf(one.Namespace), one.Name), one.Commit)).ToList();
        await call.WriteAsync(at => DecideAsync(call, at, changes));
        return RestReply.NoContent;
    }

    /// <summary>A purge takes the table out of the branch like a drop, and the commit says so: other branches, tags and older commits still name its files.</summary>
    private static async Task<RestReply> DropAsync(RestCall call)
    {
        await DropAsync(call, "drop", Purges(call) ? [("purge-requested", "true")] : []);
        return RestReply.NoContent;
    }

    private static bool Purges(RestCall call) =>
        call.Query("purgeRequested") is { } text
        && (bool.TryParse(text, out var purges) ? purges : throw RestException.BadRequest($"'purgeRequested' is '{text}'; it is true or false."));

    private static async Task<RestReply> UnregisterAsync(RestCall call)
    {
        var commit = await DropAsync(call, "unregister", []);
        var before = commit.Changes.FirstOrDefault(change => change.Table == call.Table)?.Before as TableEntry.Table;
        return await TableReplies.CommittedAsync(call, before ?? throw RestException.NoSuchTable(call.Table)) with { Headers = [] };
    }

    private static Task<CatalogCommit> DropAsync(RestCall call, string verb, IReadOnlyList<(string Name, string Value)> properties) =>
        call.WriteAsync(async at =>
        {
            var entry = await at.TableAsync(call.Table, call.Cancel);
            return new CatalogWrite(
                [new TableWrite(call.Table, entry, Entry: null), .. await KeptNamespaceAsync(call, at, call.Namespace)],
                $"{verb} table {call.Table}") { Properties = properties };
        });

    /// <summary>A namespace that is there by its tables alone stays when a client takes the last one away, as clients expect.</summary>
    public static async Task<IReadOnlyList<TableWrite>> KeptNamespaceAsync(RestCall call, LakeRef at, string ns)
    {
        var name = TableName.OfNamespace(ns);
        if (await at.Tree.FindAsync(name, call.Cancel) is not null)
            return [];
        return [new TableWrite(name, Expected: null, await call.Lake.Catalog.SaveNamespaceAsync(ns, new Dictionary<string, string>(), call.Cancel))];
    }

    private static async Task<RestReply> RegisterAsync(RestCall call)
    {
        var request = await call.ReadAsync(ServerJson.Of(ServerJson.Default.Register));
        var name = RestCall.NameOf(call.Namespace, request.Name ?? throw RestException.BadRequest("'name' is missing."));
        var entry = await RegisteredAsync(call, request.MetadataLocation ?? throw RestException.BadRequest("'metadata-location' is missing."));
        var commit = await call.WriteAsync(async at =>
        {
            await at.RequireNamespaceAsync(name.Namespace, call.Cancel);
            var found = await at.Tree.FindAsync(name, call.Cancel);
            if (found is TableEntry.View || (found is not null && request.Overwrite is not true))
                await at.RequireAbsentAsync(name, call.Cancel);
            return new CatalogWrite([new TableWrite(name, found, entry)], $"register table {name}");
        });
        return await TableReplies.MadeAsync(call, await TableOfAsync(call, commit, name));
    }

    /// <summary>The entry of a metadata file that somebody else wrote.</summary>
    private static async Task<TableEntry.Table> RegisteredAsync(RestCall call, string location)
    {
        try
        {
            var (entry, metadata) = await call.Lake.Tables.RegisteredAsync(location, call.Lake.Ids, call.Cancel);
            LakeLocations.RequireSameOutside(before: null, metadata);
            call.Lake.Checked(metadata.Location);
            call.Lake.RequireReadable(before: null, metadata);
            return entry;
        }
        catch (Exception e) when (e is IcebergException or ObjectNotFoundException or LocationOutsideException or ArgumentException)
        {
            throw RestException.BadRequest($"The table cannot be registered: {e.Message}");
        }
    }

    /// <summary>Reports are taken, as clients send them unasked, and not kept.</summary>
    private static async Task<RestReply> ReportAsync(RestCall call)
    {
        var report = await call.ReadAsync(ServerJson.Of(ServerJson.Default.Report));
        if (report.ReportType is null)
            throw RestException.BadRequest("'report-type' is missing.");
        await (await call.AtAsync()).TableAsync(call.Table, call.Cancel);
        return RestReply.NoContent;
    }

    private static async Task<CatalogWrite> DecideAsync(RestCall call, LakeRef at, IReadOnlyList<(TableName Table, TableCommit Commit)> commits)
    {
        if (commits.CountBy(one => one.Table).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
            throw RestException.BadRequest($"'{twice}' is changed twice; give its updates together.");
        var writes = new List<TableWrite>();
        foreach (var (table, commit) in commits)
            writes.Add(await TableChanges.DecideAsync(call, at, table, commit));
        return new CatalogWrite([.. writes.Where(write => write.Entry != write.Expected)], TableChanges.Message(commits));
    }

    private static async Task RequireRoomAsync(LakeRef at, TableName name, CancellationToken cancel)
    {
        await at.RequireNamespaceAsync(name.Namespace, cancel);
        await at.RequireAbsentAsync(name, cancel);
    }

    private static async Task<TableEntry.Table> TableOfAsync(RestCall call, CatalogCommit commit, TableName name) =>
        await call.Lake.Catalog.TreeOf(commit).FindAsync(name, call.Cancel) as TableEntry.Table ?? throw RestException.NoSuchTable(name);

    private static TableName NameOf(ServerDocuments.Identifier? identifier, string what) => identifier is { Namespace: { } ns, Name: { } name }
        ? RestCall.NameOf(RestCall.NamespaceOf(ns), name)
        : throw RestException.BadRequest($"'{what}' is missing, or has no namespace or name.");
}
