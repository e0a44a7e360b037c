using System.Text.Json;
using System.Text.Json.Nodes;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Tests;
using Tarn.Iceberg.Types;
using Tarn.Storage;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>Clients that are not ours: iceberg-js, which tracks the OpenAPI, and icebird, which reads what it finds through it.</summary>
public sealed class OutsideClientTests : ServedLakeTests
{
    [Fact]
    public async Task IcebergJs_does_all_it_can() =>
        (await NodePrograms.CatalogAsync("tour", Lake.Server.Address.ToString(), "main")).ShouldBe(
        [
            """{"prefix":"main"}""",
            """{"createNamespace":{"namespace":["sales","eu"],"properties":{"region":"eu"}}}""",
            """{"createNamespaceAgain":{"status":409,"type":"AlreadyExistsException","notFound":false,"conflict":true}}""",
            """{"createNamespaceIfNotExists":"there already"}""",
            """{"namespaceExists":[true,false]}""",
            """{"listNamespaces":[[{"namespace":["sales"]}],[{"namespace":["sales","eu"]}]]}""",
            """{"updateNamespaceProperties":{"updated":["owner"],"removed":["region"],"missing":[]}}""",
            """{"loadNamespaceMetadata":{"properties":{"owner":"ben"}}}""",
            """{"createTable":{"fields":[1,2,3],"element":4,"order":1,"tagged":true}}""",
            """{"createTableAgain":{"status":409,"type":"AlreadyExistsException","notFound":false,"conflict":true}}""",
            """{"tableExists":[true,false]}""",
            """{"loadTableWhenChanged":null}""",
            """{"updateTable":{"schema":1,"owner":"ben"}}""",
            """{"updateTableTooLate":{"status":409,"type":"CommitFailedException","notFound":false,"conflict":true}}""",
            """{"listTables":[[{"namespace":["sales","eu"],"name":"lines"}],[{"namespace":["sales","eu"],"name":"orders"}],"the last"]}""",
            """{"renameTable":["lines","sold"]}""",
            """{"dropAndRegisterTable":true}""",
            """{"dropNamespaceThatHoldsTables":{"status":409,"type":"NamespaceNotEmptyException","notFound":false,"conflict":true}}""",
            """{"dropAll":[]}""",
        ]);

    [Fact]
    public async Task Icebird_reads_what_was_appended_through_the_catalog_on_each_branch()
    {
        await MakeNamespaceAsync("gold");
        var table = await Lake.PostAsync("v1/main/namespaces/gold/tables", """
            {"name":"daily","schema":{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"id","required":false,"type":"long"},{"id":2,"name":"title","required":false,"type":"string"}]}}
            """);
        await AppendAsync(table, "main", "a", [1, 2], ["one", "two"]);
        await Lake.Catalog.CreateTagAsync(BranchName.Parse("june"), "main");
        await Lake.Catalog.CreateBranchAsync(BranchName.Parse("dev/anna"), "main");
        await AppendAsync(await Lake.GetAsync("v1/dev%2Fanna/namespaces/gold/tables/daily"), "dev%2Fanna", "b", [3], ["three"]);
        (await ReadAsync("main")).ShouldBe(["""{"id":1,"title":"one"}""", """{"id":2,"title":"two"}"""]);
        (await ReadAsync("dev/anna")).Order(StringComparer.Ordinal).ShouldBe(["""{"id":1,"title":"one"}""", """{"id":2,"title":"two"}""", """{"id":3,"title":"three"}"""]);
        (await ReadAsync("june")).Length.ShouldBe(2);
    }

    private Task<string[]> ReadAsync(string warehouse) => NodePrograms.CatalogAsync("read", Lake.Server.Address.ToString(), warehouse, "gold", "daily");

    /// <summary>What an engine does: it writes Parquet and manifests beside the table, and commits through the catalog.</summary>
    private async Task AppendAsync(Answer table, string prefix, string file, JsonNode[] ids, JsonNode[] titles)
    {
        var metadata = MetadataFile.Read(JsonSerializer.SerializeToUtf8Bytes(table.Metadata), table.Location);
        var location = $"{metadata.Location}/data/{file}.parquet";
        Directory.CreateDirectory(Path.GetDirectoryName(new Uri(location).LocalPath)!);
        await NodePrograms.WriteParquetAsync(new JsonArray(new JsonObject
        {
            ["filename"] = new Uri(location).LocalPath,
            ["schema"] = SchemaJson.Print(metadata.CurrentSchema),
            ["columns"] = new JsonArray(Column("id", "INT64", ids), Column("title", "STRING", titles)),
        }).ToJsonString());
        var added = new DataFile { Path = location, Partition = [], RecordCount = ids.Length, FileBytes = new FileInfo(new Uri(location).LocalPath).Length };
        var intent = new SnapshotIntent { SnapshotId = ServedLake.Ids.NextSnapshotId(), TimestampMs = metadata.LastUpdatedMs + 1, CommitUuid = ServedLake.Ids.NextUuid() };
        var commit = await AppendFiles.PrepareAsync(new TableFiles(Lake.Catalog.Store), metadata, intent, [added]);
        var answer = await Lake.PostAsync($"v1/{prefix}/namespaces/gold/tables/daily", $$"""{"requirements":[],"updates":{{CommitJson.Print(commit.Updates)}}}""");
        answer.Status.ShouldBe(200, answer.Message);
    }

    private static JsonObject Column(string name, string type, JsonNode[] data) => new() { ["name"] = name, ["type"] = type, ["data"] = new JsonArray(data) };
}
