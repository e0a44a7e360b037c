using Tarn.Catalog;
using Tarn.Server.Tests.OpenApi;

namespace Tarn.Server.Tests.IcebergRest;

public sealed class ConfigTests : ServedLakeTests
{
    [Fact]
    public async Task A_client_that_names_no_warehouse_works_on_main()
    {
        var answer = await Lake.GetAsync("v1/config");
        answer.Status.ShouldBe(200);
        answer.Body!["overrides"]!["prefix"]!.GetValue<string>().ShouldBe("main");
        answer.Body["idempotency-key-lifetime"]!.GetValue<string>().ShouldBe("PT30M");
    }

    [Fact]
    public async Task Every_endpoint_it_lists_is_one_of_the_OpenAPI_and_is_served()
    {
        var listed = (await Lake.GetAsync("v1/config")).Body!["endpoints"]!.AsArray().Select(one => one!.GetValue<string>()).ToList();
        listed.Except(CatalogApi.Needed().Operations).ShouldBeEmpty();
        listed.ShouldContain("GET /v1/{prefix}/namespaces/{namespace}/tables/{table}");
    }

    [Theory]
    [InlineData("dev/anna", "dev%2Fanna")]
    [InlineData("june", "june")]
    [InlineData("main~1", "main~1")]
    public async Task A_branch_a_tag_and_an_expression_are_warehouses(string warehouse, string prefix)
    {
        await Lake.Catalog.CreateBranchAsync(BranchName.Parse("dev/anna"), "main");
        await MakeNamespaceAsync("gold");
        await Lake.Catalog.CreateTagAsync(BranchName.Parse("june"), "main");
        var config = await Lake.GetAsync($"v1/config?warehouse={Uri.EscapeDataString(warehouse)}");
        config.Body!["overrides"]!["prefix"]!.GetValue<string>().ShouldBe(prefix);
        (await Lake.GetAsync($"v1/{prefix}/namespaces")).Names.ShouldBe(warehouse == "june" ? ["gold"] : []);
    }

    [Fact]
    public async Task The_branch_of_a_run_is_a_warehouse_by_its_encoded_name()
    {
        await Lake.Catalog.CreateBranchAsync(BranchName.Parse("run/20260604-091400-3f9a1c"), "main");
        (await MakeNamespaceAsync("bronze", "run%2F20260604-091400-3f9a1c")).Status.ShouldBe(200);
        (await Lake.GetAsync("v1/run%2f20260604-091400-3f9a1c/namespaces")).Names.ShouldBe(["bronze"]);
        (await Lake.GetAsync("v1/run%252F20260604-091400-3f9a1c/namespaces")).Names.ShouldBe(["bronze"]);
        (await Lake.GetAsync("v1/main/namespaces")).Names.ShouldBe([]);
    }

    [Fact]
    public async Task A_warehouse_that_is_not_there_is_told_with_names_that_are()
    {
        var answer = await Lake.GetAsync("v1/config?warehouse=mian");
        (answer.Status, answer.Error).ShouldBe((404, "NoSuchWarehouseException"));
        answer.Message.ShouldContain("main");
    }

    [Fact]
    public async Task A_commit_that_expired_is_a_warehouse_no_more()
    {
        await MakeNamespaceAsync("bronze");
        await MakeNamespaceAsync("silver");
        (await Lake.GetAsync("v1/main~1/namespaces")).Names.ShouldBe(["bronze"]);
        await Lake.Catalog.AdvanceHorizonAsync(TimeProvider.System.GetUtcNow().AddSeconds(1));
        var answer = await Lake.GetAsync("v1/main~1/namespaces");
        (answer.Status, answer.Error).ShouldBe((404, "NoSuchWarehouseException"));
        answer.Message.ShouldContain("expired");
        (await Lake.GetAsync("v1/main/namespaces")).Names.ShouldBe(["bronze", "silver"]);
    }

    [Fact]
    public async Task A_path_without_prefix_means_main()
    {
        await MakeNamespaceAsync("gold");
        (await Lake.GetAsync("v1/namespaces")).Names.ShouldBe(["gold"]);
    }

    [Fact]
    public async Task A_path_that_is_not_served_is_told_in_the_error_model()
    {
        var answer = await Lake.GetAsync("v1/main/nothing");
        (answer.Status, answer.Error).ShouldBe((404, "NoSuchRouteException"));
        (await Lake.DeleteAsync("v1/config")).Error.ShouldBe("NoSuchRouteException");
    }
}
