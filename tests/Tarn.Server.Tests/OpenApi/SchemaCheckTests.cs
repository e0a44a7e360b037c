using System.Text.Json.Nodes;

namespace Tarn.Server.Tests.OpenApi;

/// <summary>The check itself finds what is wrong, so that it says something when it finds nothing.</summary>
public sealed class SchemaCheckTests
{
    private const string Table = "/v1/main/namespaces/gold/tables/daily";

    [Theory]
    [InlineData("/v1/config", """{"defaults":{}}""", "$: has no 'overrides'")]
    [InlineData("/v1/config", """{"defaults":{"a":1},"overrides":{}}""", "$.defaults.a: is Number, not string")]
    [InlineData("/v1/main/namespaces", """{"namespaces":[["a"],["a"]]}""", "$.namespaces: has an item twice")]
    [InlineData("/v1/main/namespaces", """{"namespaces":[["a",null]]}""", "$.namespaces[0][1]: is null")]
    [InlineData(Table, """{"metadata":{"format-version":2}}""", "$.metadata: has no 'table-uuid'")]
    [InlineData(Table, """{"metadata":{"format-version":9,"table-uuid":"x"}}""", "$.metadata.format-version: is 9, above 3")]
    public void A_response_that_breaks_the_schema_is_found(string path, string body, string problem) =>
        CatalogApi.Needed().ResponseProblems("GET", path, 200, body).ShouldContain(problem);

    [Fact]
    public void A_status_that_is_not_told_is_found() =>
        CatalogApi.Needed().ResponseProblems("GET", Table, 201, "").ShouldBe([$"GET {Table}: 201 is none of its answers"]);

    [Fact]
    public void An_update_is_held_against_the_schema_that_its_action_chooses()
    {
        var request = JsonNode.Parse("""{"requirements":[{"type":"assert-table-uuid"}],"updates":[{"action":"set-location","location":7}]}""")!;
        CatalogApi.Needed().RequestProblems("POST", Table, request.ToJsonString()).ShouldBe(
            ["$.requirements[0]: has no 'uuid'", "$.updates[0]: fits none of 23: $.updates[0].location: is Number, not string"], ignoreOrder: true);
    }

    [Fact]
    public void A_schema_of_a_table_is_looked_through_to_its_fields() =>
        CatalogApi.Needed().ResponseProblems("GET", Table, 200, """{"metadata":{"format-version":2,"table-uuid":"x","schemas":[{"type":"struct","fields":[{"id":1,"name":"a","required":true}]}]}}""")
            .ShouldHaveSingleItem().ShouldContain("has no 'type'");
}
