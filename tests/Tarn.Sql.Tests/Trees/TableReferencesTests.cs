using System.Runtime.CompilerServices;
using System.Text.Json;
using Tarn.Sql.Trees;

namespace Tarn.Sql.Tests.Trees;

/// <summary>Trees as DuckDB 1.5.5 wrote them, short and whole, recorded in recorded.json with the tables that the SQL reads.</summary>
public sealed class TableReferencesTests
{
    public static TheoryData<int, string> Cases => [.. All.Select((c, i) => (i, c.GetProperty("sql").GetString()!))];

    private static JsonElement[] All { get; } = Read();

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_tables_that_a_query_reads_are_found_without_its_own_CTEs(int index, string sql)
    {
        var one = All[index];
        var found = TableReferences.Of(SqlTree.Parse(one.GetProperty("json").GetString()!));
        found.Tables.Select(t => t.ToString()).ShouldBe(Texts(one, "tables"), ignoreOrder: true, sql);
        found.Functions.ShouldBe(Texts(one, "functions"), sql);
        found.Unknown.ShouldBeEmpty(sql);
    }

    [Fact]
    public void A_kind_of_table_that_is_not_known_is_told_and_what_lies_below_it_is_walked()
    {
        const string json = """
            {"error": false, "statements": [{"node": {"type": "SELECT_NODE", "select_list": [{"class": "NEW_CLASS", "type": "NEW", "inside": {"deep": [
              {"class": "SUBQUERY", "type": "SUBQUERY", "subquery": {"node": {"type": "NEW_NODE", "from_table": {"type": "BASE_TABLE", "table_name": "a"}}}}]}}],
              "from_table": {"type": "JOIN", "left": {"type": "MATCH_RECOGNIZE", "over": {"type": "BASE_TABLE", "table_name": "b"}},
                "right": {"type": "BASE_TABLE", "table_name": "c", "alias": "x"}}}}]}
            """;
        var found = TableReferences.Of(SqlTree.Parse(json));
        found.Tables.Select(t => t.Name).ShouldBe(["a", "b", "c"]);
        found.Unknown.ShouldBe(["NEW_NODE", "MATCH_RECOGNIZE"]);
    }

    private static IEnumerable<string> Texts(JsonElement one, string name) => one.GetProperty(name).EnumerateArray().Select(e => e.GetString()!);

    private static JsonElement[] Read([CallerFilePath] string here = "") =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "recorded.json"))).RootElement.EnumerateArray()];
}
