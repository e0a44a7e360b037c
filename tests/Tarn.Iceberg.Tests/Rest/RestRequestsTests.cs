using System.Text;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Rest;

namespace Tarn.Iceberg.Tests.Rest;

public sealed class RestRequestsTests
{
    private const string Schema = """{"type":"struct","fields":[{"id":0,"name":"id","required":false,"type":"long"}]}""";

    [Fact]
    public void A_table_that_leaves_all_it_may_to_the_catalog()
    {
        var request = RestRequests.CreateTable(Bytes($$"""{"name":"daily","schema":{{Schema}},"unknown":1}"""));
        (request.Name, request.Location, request.IsStaged, request.Spec.Fields.Count, request.Order.Fields.Count).ShouldBe(("daily", null, false, 0, 0));
    }

    [Fact]
    public void A_transaction_names_its_tables()
    {
        var commits = RestRequests.CommitTransaction(Bytes("""
            {"table-changes":[{"identifier":{"namespace":["a","b"],"name":"t"},"requirements":[{"type":"assert-create"}],"updates":[{"action":"set-location","location":"x"}]}]}
            """));
        var (ns, name, commit) = commits.ShouldHaveSingleItem();
        (string.Join('.', ns), name).ShouldBe(("a.b", "t"));
        commit.Requirements.ShouldBe([new TableRequirement.AssertCreate()]);
        commit.Updates.ShouldBe([new TableUpdate.SetLocation("x")]);
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a"}""", "schema")]
    [InlineData("""{"name":"a","schema":{"type":"struct","fields":[{"id":1,"name":"a","required":false,"type":"moon"}]}}""", "schema.fields[0].type")]
    [InlineData("""{"name":"a","schema":SCHEMA,"partition-spec":{"fields":[{"source-id":1,"name":"b"}]}}""", "partition-spec.fields[0].transform")]
    [InlineData("""{"name":"a","schema":SCHEMA,"write-order":{"fields":[]}}""", "write-order.order-id")]
    public void What_is_missing_in_a_new_table_is_named(string json, string property) =>
        PropertyOf(() => RestRequests.CreateTable(Bytes(json))).ShouldBe(property);

    [Theory]
    [InlineData("{}", "table-changes")]
    [InlineData("""{"table-changes":[]}""", "table-changes")]
    [InlineData("""{"table-changes":[{"requirements":[],"updates":[]}]}""", "table-changes[0].identifier")]
    [InlineData("""{"table-changes":[{"identifier":{"namespace":[],"name":"a"},"updates":[]}]}""", "table-changes[0].requirements")]
    [InlineData("""{"table-changes":[{"identifier":{"namespace":[],"name":"a"},"requirements":[],"updates":[{"action":"fly"}]}]}""", "table-changes[0].updates[0].action")]
    public void What_is_missing_in_a_transaction_is_named(string json, string property) =>
        PropertyOf(() => RestRequests.CommitTransaction(Bytes(json))).ShouldBe(property);

    [Theory]
    [InlineData("{}", "updates")]
    [InlineData("""{"updates":[{"action":"add-snapshot"}]}""", "updates[0].action")]
    [InlineData("""{"updates":[{"action":"add-view-version"}]}""", "updates[0].view-version")]
    [InlineData("""{"updates":[],"requirements":[{"type":"assert-view-uuid"}]}""", "requirements[0].uuid")]
    [InlineData("""{"updates":[],"requirements":[{"type":"assert-create"}]}""", "requirements[0].type")]
    public void What_is_missing_in_a_change_of_a_view_is_named(string json, string property) =>
        PropertyOf(() => RestRequests.CommitView(Bytes(json))).ShouldBe(property);

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a","schema":SCHEMA}""", "view-version")]
    [InlineData("""{"name":"a","schema":SCHEMA,"view-version":{"version-id":1,"schema-id":0,"timestamp-ms":1}}""", "view-version.representations")]
    public void What_is_missing_in_a_new_view_is_named(string json, string property) =>
        PropertyOf(() => RestRequests.CreateView(Bytes(json))).ShouldBe(property);

    private static string? PropertyOf(Action read) => Should.Throw<IcebergException>(read).Property;

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json.Replace("SCHEMA", Schema, StringComparison.Ordinal));
}
