using Tarn.Catalog;

namespace Tarn.Server.Tests.IcebergRest;

public sealed class TableReadingTests : ServedLakeTests
{
    private const string Tables = "v1/main/namespaces/gold/tables";

    [Fact]
    public async Task Tables_that_a_run_made_are_listed_and_their_namespace_is_there()
    {
        await Lake.PutTableAsync("gold.daily");
        await Lake.PutTableAsync("gold.dim_title");
        await Lake.PutTableAsync("silver.checkouts");
        (await Lake.GetAsync("v1/main/namespaces")).Names.ShouldBe(["gold", "silver"]);
        (await Lake.GetAsync(Tables)).Names.ShouldBe(["daily", "dim_title"]);
        (await Lake.GetAsync("v1/main/namespaces/gold")).Body!["properties"]!.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task Tables_of_a_nested_namespace_are_not_its_parents()
    {
        await Lake.PutTableAsync("accounting.tax.paid");
        (await Lake.GetAsync("v1/main/namespaces/accounting%1Ftax/tables")).Names.ShouldBe(["paid"]);
        (await Lake.GetAsync("v1/main/namespaces/accounting/tables")).Names.ShouldBe([]);
        (await Lake.HeadAsync("v1/main/namespaces/accounting%1Ftax/tables/paid")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Tables_are_listed_page_by_page()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await Lake.PutTableAsync($"gold.{name}");
        var first = await Lake.GetAsync($"{Tables}?pageToken=&pageSize=2");
        first.Names.ShouldBe(["a", "b"]);
        var last = await Lake.GetAsync($"{Tables}?pageToken={Uri.EscapeDataString(first.NextPage!)}&pageSize=2");
        last.Names.ShouldBe(["c"]);
        last.NextPage.ShouldBeNull();
    }

    [Fact]
    public async Task A_table_is_loaded_with_its_metadata_as_its_file_has_it()
    {
        await Lake.PutTableAsync("gold.daily");
        var answer = await Lake.GetAsync($"{Tables}/daily");
        var entry = (await (await Lake.Catalog.TreeAtAsync("main")).FindAsync(TableName.Parse("gold.daily")))!;
        answer.Location.ShouldBe(entry.MetadataLocation);
        answer.Metadata["table-uuid"]!.GetValue<string>().ShouldBe(entry.Uuid);
        answer.Metadata.ToJsonString().ShouldBe(System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(new Uri(answer.Location).LocalPath))!.ToJsonString());
    }

    [Fact]
    public async Task A_client_that_has_the_metadata_is_told_that_it_is_still_so()
    {
        await Lake.PutTableAsync("gold.daily");
        var tag = (await Lake.GetAsync($"{Tables}/daily")).Tag!;
        (await Lake.GetAsync($"{Tables}/daily", ("If-None-Match", tag))).Status.ShouldBe(304);
        (await Lake.GetAsync($"{Tables}/daily", ("If-None-Match", $"\"other\", W/{tag}"))).Status.ShouldBe(304);
        (await Lake.GetAsync($"{Tables}/daily", ("If-None-Match", "\"other\""))).Status.ShouldBe(200);
        (await Lake.GetAsync($"{Tables}/daily?snapshots=refs", ("If-None-Match", tag))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_is_not_there_is_told_as_what_it_is()
    {
        await Lake.PutTableAsync("gold.daily");
        (await Lake.GetAsync($"{Tables}/nothing")).Error.ShouldBe("NoSuchTableException");
        (await Lake.HeadAsync($"{Tables}/nothing")).Status.ShouldBe(404);
        (await Lake.GetAsync("v1/main/namespaces/nothing/tables")).Error.ShouldBe("NoSuchNamespaceException");
        (await Lake.GetAsync($"{Tables}/daily?snapshots=some")).Error.ShouldBe("BadRequestException");
    }

    /// <summary>Clients look for names that cannot be: Spark takes <c>lake.gold.daily.snapshots</c> for a table first, tools ask whether one is there.</summary>
    [Fact]
    public async Task A_name_that_cannot_be_here_is_not_here()
    {
        await Lake.PutTableAsync("gold.daily");
        (await Lake.GetAsync($"{Tables}/Daily")).Error.ShouldBe("NoSuchTableException");
        (await Lake.HeadAsync($"{Tables}/my-table")).Status.ShouldBe(404);
        (await Lake.GetAsync("v1/main/namespaces/gold%1Fdaily/tables/snapshots")).Error.ShouldBe("NoSuchTableException");
        (await Lake.GetAsync("v1/main/namespaces/Gold/tables/daily")).Error.ShouldBe("NoSuchTableException");
        (await Lake.GetAsync("v1/main/namespaces/gold/views/My.View")).Error.ShouldBe("NoSuchViewException");
        (await Lake.GetAsync("v1/main/namespaces/Gold")).Error.ShouldBe("NoSuchNamespaceException");
        (await Lake.HeadAsync("v1/main/namespaces/%2E%2E%2Frefs")).Status.ShouldBe(404);
        (await Lake.GetAsync("v1/main/namespaces?parent=Gold")).Error.ShouldBe("NoSuchNamespaceException");
    }

    [Fact]
    public async Task A_table_is_seen_as_it_is_on_each_branch()
    {
        var dev = BranchName.Parse("dev/anna");
        await Lake.Catalog.CreateBranchAsync(dev, "main");
        await Lake.PutTableAsync("gold.daily", dev);
        (await Lake.HeadAsync("v1/dev%2Fanna/namespaces/gold/tables/daily")).Status.ShouldBe(204);
        (await Lake.HeadAsync($"{Tables}/daily")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_metadata_file_that_is_gone_is_told_and_logged()
    {
        await Lake.PutTableAsync("gold.daily");
        var location = (await Lake.GetAsync($"{Tables}/daily")).Location;
        File.Delete(new Uri(location).LocalPath);
        var answer = await Lake.GetAsync($"{Tables}/daily");
        (answer.Status, answer.Error).ShouldBe((500, "InternalServerError"));
        answer.Message.ShouldContain(location);
        Lake.Logged.ShouldHaveSingleItem().ShouldContain("/gold/tables/daily: 500");
    }
}
