using System.Text.Json.Nodes;
using Tarn.Catalog;

namespace Tarn.Server.Tests.IcebergRest;

public sealed class TableWritingTests : ServedLakeTests
{
    private const string Tables = "v1/main/namespaces/gold/tables";

    [Fact]
    public async Task PyIceberg_makes_a_table()
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily", """{"owner":"anna"}"""));
        made.Status.ShouldBe(200, made.Message);
        made.Tag.ShouldNotBeNull();
        made.Metadata["format-version"]!.GetValue<int>().ShouldBe(2);
        made.Metadata["properties"]!.ToJsonString().ShouldBe("""{"owner":"anna"}""");
        made.Metadata["partition-specs"]![0]!["fields"]![0]!["transform"]!.GetValue<string>().ShouldBe("month");
        made.Metadata["sort-orders"]![0]!["fields"]![0]!["null-order"]!.GetValue<string>().ShouldBe("nulls-last");
        (await Lake.GetAsync($"{Tables}/daily")).Body!.ToJsonString().ShouldBe(made.Body!.ToJsonString());
        File.Exists(new Uri(made.Location).LocalPath).ShouldBeTrue();
        (await Lake.Catalog.ResolveAsync("main")).Message.ShouldBe("create table gold.daily");
    }

    [Fact]
    public async Task Spark_makes_a_table_whose_ids_the_catalog_gives()
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Tables, Requests.SparkCreate("tagged"));
        made.Status.ShouldBe(200, made.Message);
        made.Metadata["schemas"]![0]!["fields"]!.AsArray().Select(field => field!["id"]!.GetValue<int>()).ShouldBe([1, 2]);
        made.Metadata["partition-specs"]![0]!["fields"]![0]!["source-id"]!.GetValue<int>().ShouldBe(1);
        made.Metadata["last-column-id"]!.GetValue<int>().ShouldBe(3);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public async Task A_format_version_is_asked_for_by_property_and_is_none_of_the_tables_own(string version)
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily", $$"""{"format-version":"{{version}}"}"""));
        made.Metadata["format-version"]!.ToString().ShouldBe(version);
        made.Metadata["properties"]!.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task A_table_lies_where_the_client_says_as_long_as_that_is_in_the_lake()
    {
        await MakeNamespaceAsync("gold");
        var inside = $"{Lake.Catalog.Store.Location}/elsewhere/daily";
        (await Lake.PostAsync(Tables, Requests.SparkCreate("daily", inside + "/"))).Metadata["location"]!.GetValue<string>().ShouldBe(inside);
        foreach (var outside in new[] { "s3://bucket/daily", "file:///etc/daily", $"{Lake.Catalog.Store.Location}/refs/branch/main", $"{Lake.Catalog.Store.Location}/../x" })
        {
            var refused = await Lake.PostAsync(Tables, Requests.SparkCreate("other", outside));
            (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"), outside);
        }
    }

    [Fact]
    public async Task A_name_is_given_once_and_in_a_namespace_that_is_there()
    {
        (await Lake.PostAsync(Tables, Requests.SparkCreate("daily"))).Error.ShouldBe("NoSuchNamespaceException");
        await Lake.PutTableAsync("gold.daily");
        var taken = await Lake.PostAsync(Tables, Requests.SparkCreate("daily"));
        (taken.Status, taken.Error).ShouldBe((409, "AlreadyExistsException"));
        (await Lake.PostAsync(Tables, Requests.SparkCreate("Da/ly"))).Error.ShouldBe("BadRequestException");
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_told_with_its_property()
    {
        await MakeNamespaceAsync("gold");
        (await Lake.PostAsync(Tables, """{"name":"daily"}""")).Message.ShouldContain("'schema' is missing");
        (await Lake.PostAsync(Tables, """{"name":"daily","schema":{"type":"struct","fields":[{"id":1,"name":"a","required":true,"type":"huge"}]}}""")).Message.ShouldContain("schema.fields[0].type");
        (await Lake.PostAsync(Tables, Requests.SparkCreate("daily").Replace("bucket[4]", "year", StringComparison.Ordinal))).Status.ShouldBe(400);
        (await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily", """{"format-version":"1"}"""))).Message.ShouldContain("2 and 3 can");
    }

    [Fact]
    public async Task A_staged_table_is_there_when_its_commit_is_made_and_not_before()
    {
        await MakeNamespaceAsync("gold");
        var staged = await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily", """{"owner":"spark"}""", staged: true));
        staged.Status.ShouldBe(200, staged.Message);
        staged.Body!["metadata-location"].ShouldBeNull();
        (await Lake.HeadAsync($"{Tables}/daily")).Status.ShouldBe(404);
        var before = (await Lake.Catalog.FindBranchAsync(BranchName.Main))!.Number;
        var made = await Lake.PostAsync($"{Tables}/daily", Requests.SparkStagedCommit(staged));
        made.Status.ShouldBe(200, made.Message);
        made.Metadata["table-uuid"]!.ToString().ShouldBe(staged.Metadata["table-uuid"]!.ToString());
        made.Metadata["location"]!.ToString().ShouldBe(staged.Metadata["location"]!.ToString());
        made.Metadata["current-snapshot-id"]!.GetValue<long>().ShouldBe(7);
        (await Lake.Catalog.FindBranchAsync(BranchName.Main))!.Number.ShouldBe(before + 1);
        var again = await Lake.PostAsync($"{Tables}/daily", Requests.SparkStagedCommit(staged));
        (again.Status, again.Error).ShouldBe((409, "CommitFailedException"));
    }

    [Fact]
    public async Task A_table_that_is_made_by_a_commit_alone_gets_a_uuid_and_a_place()
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync($"{Tables}/daily", """
            {"requirements":[{"type":"assert-create"}],"updates":[
              {"action":"add-schema","schema":{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"id","required":false,"type":"long"}]}},
              {"action":"set-current-schema","schema-id":-1},{"action":"add-spec","spec":{"spec-id":0,"fields":[]}},{"action":"set-default-spec","spec-id":-1},
              {"action":"add-sort-order","sort-order":{"order-id":0,"fields":[]}},{"action":"set-default-sort-order","sort-order-id":-1}]}
            """);
        made.Status.ShouldBe(200, made.Message);
        made.Metadata["location"]!.GetValue<string>().ShouldStartWith($"{Lake.Catalog.Store.Location}/tables/gold/daily-");
    }

    [Fact]
    public async Task A_table_is_renamed_within_and_across_namespaces()
    {
        await Lake.PutTableAsync("gold.daily");
        await MakeNamespaceAsync("silver");
        var before = (await Lake.GetAsync($"{Tables}/daily")).Body!.ToJsonString();
        (await RenameAsync("gold.daily", "silver.weekly")).Status.ShouldBe(204);
        (await Lake.HeadAsync($"{Tables}/daily")).Status.ShouldBe(404);
        (await Lake.GetAsync("v1/main/namespaces/silver/tables/weekly")).Body!.ToJsonString().ShouldBe(before);
        (await RenameAsync("gold.daily", "silver.other")).Error.ShouldBe("NoSuchTableException");
        (await RenameAsync("silver.weekly", "nothing.other")).Error.ShouldBe("NoSuchNamespaceException");
        await Lake.PutTableAsync("silver.taken");
        (await RenameAsync("silver.weekly", "silver.taken")).Error.ShouldBe("AlreadyExistsException");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?purgeRequested=false")]
    [InlineData("?purgeRequested=true")]
    public async Task A_dropped_table_is_gone_from_the_branch_and_its_files_stay(string query)
    {
        await Lake.PutTableAsync("gold.daily");
        await Lake.Catalog.CreateBranchAsync(BranchName.Parse("dev"), "main");
        var location = (await Lake.GetAsync($"{Tables}/daily")).Location;
        (await Lake.DeleteAsync($"{Tables}/daily{query}")).Status.ShouldBe(204);
        (await Lake.HeadAsync($"{Tables}/daily")).Status.ShouldBe(404);
        (await Lake.DeleteAsync($"{Tables}/daily")).Error.ShouldBe("NoSuchTableException");
        File.Exists(new Uri(location).LocalPath).ShouldBeTrue();
        (await Lake.GetAsync("v1/dev/namespaces/gold/tables/daily")).Location.ShouldBe(location);
        (await Lake.GetAsync("v1/main~1/namespaces/gold/tables/daily")).Location.ShouldBe(location);
        (await Lake.Catalog.ResolveAsync("main")).Properties.ContainsKey("purge-requested").ShouldBe(query.EndsWith("true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_is_registered_from_its_metadata_and_again_only_when_told()
    {
        await Lake.PutTableAsync("gold.daily");
        await Lake.PutTableAsync("gold.other");
        var (daily, other) = ((await Lake.GetAsync($"{Tables}/daily")).Location, (await Lake.GetAsync($"{Tables}/other")).Location);
        (await RegisterAsync("again", daily)).Location.ShouldBe(daily);
        (await RegisterAsync("again", other)).Error.ShouldBe("AlreadyExistsException");
        (await RegisterAsync("again", other, overwrite: true)).Location.ShouldBe(other);
        (await Lake.GetAsync($"{Tables}/again")).Location.ShouldBe(other);
    }

    [Fact]
    public async Task Metadata_that_cannot_be_read_is_not_registered()
    {
        await MakeNamespaceAsync("gold");
        await File.WriteAllTextAsync(Path.Join(Lake.Folder, "broken.json"), "{}", TestContext.Current.CancellationToken);
        foreach (var location in new[] { "s3://bucket/x.json", $"{Lake.Catalog.Store.Location}/nothing.json", $"{Lake.Catalog.Store.Location}/broken.json" })
        {
            var refused = await RegisterAsync("daily", location);
            (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"), location);
        }
    }

    [Theory]
    [InlineData("\"location\":\"file:///etc\"")]
    [InlineData("\"last-sequence-number\":1,\"snapshots\":[{\"snapshot-id\":1,\"sequence-number\":1,\"timestamp-ms\":1780000000000,\"manifest-list\":\"s3://elsewhere/x.avro\",\"summary\":{\"operation\":\"append\"}}]")]
    [InlineData("\"statistics\":[{\"snapshot-id\":1,\"statistics-path\":\"file:///etc/passwd\",\"file-size-in-bytes\":1,\"file-footer-size-in-bytes\":1,\"blob-metadata\":[]}]")]
    public async Task Metadata_that_names_files_outside_of_the_lake_is_not_registered(string property)
    {
        await Lake.PutTableAsync("gold.other");
        var text = JsonNode.Parse(await File.ReadAllTextAsync(new Uri((await Lake.GetAsync($"{Tables}/other")).Location).LocalPath, TestContext.Current.CancellationToken))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{property}}}")!.AsObject())
            text[name] = value?.DeepClone();
        await File.WriteAllTextAsync(Path.Join(Lake.Folder, "crafted.json"), text.ToJsonString(), TestContext.Current.CancellationToken);
        var refused = await RegisterAsync("crafted", $"{Lake.Catalog.Store.Location}/crafted.json");
        (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
        refused.Message.ShouldContain("is no place for a");
    }

    [Fact]
    public async Task No_client_has_the_lake_read_files_outside_of_it()
    {
        const string outside = """{"tarn.outside-files":"{\"file:///etc\":\"file:///etc\"}"}""";
        await MakeNamespaceAsync("gold");
        (await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily", outside))).Message.ShouldContain("tarn table import");
        await Lake.PutTableAsync("gold.other");
        (await Lake.PostAsync($"{Tables}/other", $$"""{"requirements":[],"updates":[{"action":"set-properties","updates":{{outside}}}]}""")).Status.ShouldBe(400);
        var location = (await Lake.GetAsync($"{Tables}/other")).Location;
        var crafted = $"{Lake.Catalog.Store.Location}/crafted.json";
        var text = await File.ReadAllTextAsync(new Uri(location).LocalPath, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(new Uri(crafted).LocalPath, text.Replace("\"properties\":{", "\"properties\":" + outside[..^1], StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await RegisterAsync("crafted", crafted)).Message.ShouldContain("tarn.outside-files");
        (await RegisterAsync("crafted", "file:///etc/hostname")).Message.ShouldContain("lies outside");
    }

    [Fact]
    public async Task An_unregistered_table_is_told_for_the_last_time()
    {
        await Lake.PutTableAsync("gold.daily");
        var location = (await Lake.GetAsync($"{Tables}/daily")).Location;
        var last = await Lake.PostAsync($"{Tables}/daily/unregister", "");
        last.Status.ShouldBe(200, last.Message);
        last.Location.ShouldBe(location);
        (await Lake.HeadAsync($"{Tables}/daily")).Status.ShouldBe(404);
        (await RegisterAsync("daily", location)).Location.ShouldBe(location);
    }

    [Fact]
    public async Task A_report_of_metrics_is_taken()
    {
        await Lake.PutTableAsync("gold.daily");
        (await Lake.PostAsync($"{Tables}/daily/metrics", Requests.ScanReport)).Status.ShouldBe(204);
        (await Lake.PostAsync($"{Tables}/daily/metrics", "{}")).Status.ShouldBe(400);
        (await Lake.PostAsync($"{Tables}/nothing/metrics", Requests.ScanReport)).Error.ShouldBe("NoSuchTableException");
        (await Lake.PostAsync("v1/main/namespaces/nothing/tables/daily/metrics", Requests.ScanReport)).Error.ShouldBe("NoSuchTableException");
        (await Lake.PostAsync("v1/nothing/namespaces/gold/tables/daily/metrics", Requests.ScanReport)).Error.ShouldBe("NoSuchWarehouseException");
    }

    private Task<Answer> RenameAsync(string source, string destination) => Lake.PostAsync(
        "v1/main/tables/rename", $$"""{"source":{{Identifier(source)}},"destination":{{Identifier(destination)}}}""");

    private Task<Answer> RegisterAsync(string name, string location, bool overwrite = false) => Lake.PostAsync(
        "v1/main/namespaces/gold/register", new JsonObject { ["name"] = name, ["metadata-location"] = location, ["overwrite"] = overwrite }.ToJsonString());

    private static string Identifier(string name) => $$"""{"namespace":["{{name.Split('.')[0]}}"],"name":"{{name.Split('.')[1]}}"}""";
}
