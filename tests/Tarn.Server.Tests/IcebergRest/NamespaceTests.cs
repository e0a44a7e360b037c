using Tarn.Catalog;

namespace Tarn.Server.Tests.IcebergRest;

public sealed class NamespaceTests : ServedLakeTests
{
    private const string Many = "v1/main/namespaces";

    [Fact]
    public async Task A_namespace_is_made_with_properties_and_told_again()
    {
        var made = await Lake.PostAsync(Many, """{"namespace":["gold"],"properties":{"owner":"anna"}}""");
        made.Status.ShouldBe(200);
        var told = await Lake.GetAsync($"{Many}/gold");
        told.Body!.ToJsonString().ShouldBe("""{"namespace":["gold"],"properties":{"owner":"anna"}}""");
        (await Lake.HeadAsync($"{Many}/gold")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Nested_namespaces_are_listed_level_by_level()
    {
        await MakeNamespaceAsync("accounting.tax.paid");
        await MakeNamespaceAsync("accounting.credits");
        await MakeNamespaceAsync("sales");
        (await Lake.GetAsync(Many)).Names.ShouldBe(["accounting", "sales"]);
        (await Lake.GetAsync($"{Many}?parent=accounting")).Names.ShouldBe(["accounting.credits", "accounting.tax"]);
        (await Lake.GetAsync($"{Many}?parent=accounting%1Ftax")).Names.ShouldBe(["accounting.tax.paid"]);
        (await Lake.GetAsync($"{Many}?parent=")).Names.ShouldBe(["accounting", "sales"]);
        (await Lake.HeadAsync($"{Many}/accounting%1Ftax")).Status.ShouldBe(204);
        (await Lake.GetAsync($"{Many}?parent=nothing")).Error.ShouldBe("NoSuchNamespaceException");
    }

    [Fact]
    public async Task A_namespace_that_is_there_is_not_made_again()
    {
        await MakeNamespaceAsync("gold");
        var again = await MakeNamespaceAsync("gold");
        (again.Status, again.Error).ShouldBe((409, "AlreadyExistsException"));
    }

    [Fact]
    public async Task Properties_are_set_and_removed_and_told_which()
    {
        await Lake.PostAsync(Many, """{"namespace":["gold"],"properties":{"owner":"anna","foo":"1"}}""");
        var answer = await Lake.PostAsync($"{Many}/gold/properties", """{"removals":["foo","bar"],"updates":{"owner":"ben"}}""");
        answer.Body!.ToJsonString().ShouldBe("""{"updated":["owner"],"removed":["foo"],"missing":["bar"]}""");
        (await Lake.GetAsync($"{Many}/gold")).Body!["properties"]!.ToJsonString().ShouldBe("""{"owner":"ben"}""");
    }

    [Fact]
    public async Task A_key_that_is_set_and_removed_at_once_is_refused()
    {
        await MakeNamespaceAsync("gold");
        var answer = await Lake.PostAsync($"{Many}/gold/properties", """{"removals":["a"],"updates":{"a":"1"}}""");
        (answer.Status, answer.Error).ShouldBe((422, "UnprocessableEntityException"));
    }

    [Fact]
    public async Task An_empty_namespace_is_dropped_and_one_that_holds_something_is_not()
    {
        await MakeNamespaceAsync("accounting");
        await MakeNamespaceAsync("accounting.tax");
        var refused = await Lake.DeleteAsync($"{Many}/accounting");
        (refused.Status, refused.Error).ShouldBe((409, "NamespaceNotEmptyException"));
        (await Lake.DeleteAsync($"{Many}/accounting%1Ftax")).Status.ShouldBe(204);
        (await Lake.DeleteAsync($"{Many}/accounting")).Status.ShouldBe(204);
        (await Lake.GetAsync(Many)).Names.ShouldBe([]);
        (await Lake.DeleteAsync($"{Many}/accounting")).Error.ShouldBe("NoSuchNamespaceException");
        (await Lake.HeadAsync($"{Many}/accounting")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Pages_are_of_one_state_of_the_lake()
    {
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            await MakeNamespaceAsync(name);
        var first = await Lake.GetAsync($"{Many}?pageToken=&pageSize=2");
        await MakeNamespaceAsync("bb");
        var second = await Lake.GetAsync($"{Many}?pageToken={Uri.EscapeDataString(first.NextPage!)}&pageSize=2");
        var third = await Lake.GetAsync($"{Many}?pageToken={Uri.EscapeDataString(second.NextPage!)}&pageSize=2");
        first.Names.Concat(second.Names).Concat(third.Names).ShouldBe(["a", "b", "c", "d", "e"]);
        third.NextPage.ShouldBeNull();
        (await Lake.GetAsync($"{Many}?pageSize=2")).Names.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Pages_go_on_behind_names_with_spaces()
    {
        foreach (var name in new[] { "my own lake", "zz" })
            await MakeNamespaceAsync(name);
        var first = await Lake.GetAsync($"{Many}?pageToken=&pageSize=1");
        var second = await Lake.GetAsync($"{Many}?pageToken={Uri.EscapeDataString(first.NextPage!)}&pageSize=1");
        first.Names.Concat(second.Names).ShouldBe(["my own lake", "zz"]);
    }

    [Theory]
    [InlineData("pageToken=nonsense")]
    [InlineData("pageToken=ZGVhZGJlZWYgYQ==")]
    [InlineData("pageToken=&pageSize=0")]
    public async Task A_page_that_was_never_offered_is_a_bad_request(string query)
    {
        var answer = await Lake.GetAsync($"{Many}?{query}");
        (answer.Status, answer.Error).ShouldBe((400, "BadRequestException"));
    }

    [Theory]
    [InlineData("""{"namespace":["Go.ld"]}""")]
    [InlineData("""{"namespace":["a.b"]}""")]
    [InlineData("""{"namespace":[]}""")]
    [InlineData("""{"properties":{}}""")]
    [InlineData("""{"namespace":"gold"}""")]
    [InlineData("no json")]
    public async Task A_request_that_names_no_namespace_is_a_bad_request(string json)
    {
        var answer = await Lake.PostAsync(Many, json);
        (answer.Status, answer.Error).ShouldBe((400, "BadRequestException"));
    }

    [Fact]
    public async Task A_tag_and_a_commit_are_read_and_not_written()
    {
        await MakeNamespaceAsync("gold");
        await Lake.Catalog.CreateTagAsync(BranchName.Parse("june"), "main");
        var commit = (await Lake.Catalog.ResolveAsync("main")).Id;
        foreach (var prefix in new[] { "june", commit, "main~1" })
        {
            (await Lake.GetAsync($"v1/{prefix}/namespaces")).Status.ShouldBe(200);
            var refused = await MakeNamespaceAsync("silver", prefix);
            (refused.Status, refused.Error).ShouldBe((403, "ForbiddenException"));
        }
    }

    [Fact]
    public async Task A_sealed_branch_is_read_and_not_written()
    {
        var run = BranchName.Parse("run/20260604-091400-3f9a1c");
        await Lake.Catalog.CreateBranchAsync(run, "main");
        await Lake.Catalog.SealBranchAsync(run);
        (await Lake.GetAsync("v1/run%2F20260604-091400-3f9a1c/namespaces")).Status.ShouldBe(200);
        (await MakeNamespaceAsync("silver", "run%2F20260604-091400-3f9a1c")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Namespaces_branch_and_merge_and_are_seen_as_they_were()
    {
        var dev = BranchName.Parse("dev");
        await Lake.Catalog.CreateBranchAsync(dev, "main");
        await Lake.PostAsync("v1/dev/namespaces", """{"namespace":["gold"],"properties":{"owner":"anna"}}""");
        (await Lake.GetAsync("v1/main/namespaces")).Names.ShouldBe([]);
        await Lake.Catalog.MergeAsync(dev, BranchName.Main, new MergeOptions { Author = "anna", Message = "merge" });
        (await Lake.GetAsync("v1/main/namespaces/gold")).Body!["properties"]!["owner"]!.GetValue<string>().ShouldBe("anna");
        (await Lake.GetAsync("v1/main~1/namespaces")).Names.ShouldBe([]);
    }

    [Fact]
    public async Task A_commit_through_the_server_tells_who_and_what_and_by_which_program()
    {
        await Lake.PostAsync(Many, """{"namespace":["gold"]}""", ("User-Agent", "PyIceberg/0.10.0"));
        var commit = await Lake.Catalog.ResolveAsync("main");
        (commit.Author, commit.Message).ShouldBe(("anna", "create namespace gold"));
        (commit.Properties["door"], commit.Properties["client"]).ShouldBe(("iceberg-rest", "PyIceberg/0.10.0"));
    }
}
