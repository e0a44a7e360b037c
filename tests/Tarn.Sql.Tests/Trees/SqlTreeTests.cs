using Tarn.Sql.Trees;

namespace Tarn.Sql.Tests.Trees;

public sealed class SqlTreeTests
{
    [Fact]
    public void A_select_is_read_into_its_parts()
    {
        const string json = """
            {"error":false,"statements":[{"node":{"type":"SELECT_NODE","select_list":[
              {"class":"COLUMN_REF","type":"COLUMN_REF","alias":"k","query_location":7,"column_names":["a","b"]},
              {"class":"STAR","type":"STAR","query_location":18446744073709551615,"relation_name":"a","exclude_list":["z"],
                "replace_list":[{"key":"q","value":{"class":"CONSTANT","type":"VALUE_CONSTANT","value":{"type":{"id":"VARCHAR"},"is_null":false,"value":"text"}}}]}],
              "from_table":{"type":"JOIN","left":{"type":"BASE_TABLE","alias":"a","schema_name":"s","table_name":"t",
                "at_clause":{"unit":"VERSION","expr":{"class":"CONSTANT","type":"VALUE_CONSTANT","value":{"type":{"id":"INTEGER"},"is_null":false,"value":3}}}},
                "right":{"type":"TABLE_FUNCTION","function":{"class":"FUNCTION","type":"FUNCTION","function_name":"range","children":[]}},
                "join_type":"LEFT","ref_type":"REGULAR","using_columns":["k"]},
              "where_clause":{"class":"FUNCTION","type":"FUNCTION","function_name":"+","schema":"main","children":[{"class":"COLUMN_REF","type":"COLUMN_REF","column_names":["x"]}]}}}]}
            """;
        var select = SqlTree.Parse(json).Statements.ShouldHaveSingleItem().ShouldBeOfType<QueryNode.Select>();
        var column = select.Columns[0].ShouldBeOfType<SqlExpression.Column>();
        (column.Names, column.Alias, column.Location).ShouldBe((column.Names, "k", 7UL));
        column.Names.ShouldBe(["a", "b"]);
        var star = select.Columns[1].ShouldBeOfType<SqlExpression.Star>();
        (star.Relation, star.Location).ShouldBe(("a", null));
        star.Replaced.ShouldHaveSingleItem().Value.ShouldBeOfType<SqlExpression.Constant>().Text.ShouldBe("text");
        var join = select.From.ShouldBeOfType<TableNode.Join>();
        (join.Type, join.Kind, join.Using.Count).ShouldBe(("LEFT", "REGULAR", 1));
        var left = join.Left.ShouldBeOfType<TableNode.Base>();
        (left.Schema, left.Name, left.Alias, left.AtUnit).ShouldBe(("s", "t", "a", "VERSION"));
        left.At.ShouldBeOfType<SqlExpression.Constant>().Json.ShouldContain("3");
        join.Right.ShouldBeOfType<TableNode.Function>().Call!.Name.ShouldBe("range");
        select.Where.ShouldBeOfType<SqlExpression.Function>().Schema.ShouldBe("main");
        select.All().OfType<SqlExpression.Column>().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"error":true,"error_type":"parser","error_message":"syntax error at or near \"selec\"","error_subtype":"SYNTAX_ERROR","position":"7"}""", "parser", 7UL)]
    [InlineData("""{"error":true,"error_type":"not implemented","error_message":"Only SELECT statements can be serialized to json!"}""", "not implemented", null)]
    [InlineData("[1]", "tree", null)]
    [InlineData("{", "tree", null)]
    public void What_DuckDB_refuses_is_told_with_its_words_and_place(string json, string kind, ulong? position)
    {
        var fault = Should.Throw<SqlTreeException>(() => SqlTree.Parse(json));
        (fault.Kind, fault.Position).ShouldBe((kind, position));
    }

    [Fact]
    public void A_tree_that_is_nested_a_thousand_deep_is_walked()
    {
        const string open = """{"class":"OPERATOR","type":"OPERATOR_NOT","children":[""";
        const string table = """{"class":"SUBQUERY","type":"SUBQUERY","subquery":{"node":{"type":"SELECT_NODE","from_table":{"type":"BASE_TABLE","table_name":"t"}}}}""";
        var nested = string.Concat(Enumerable.Repeat(open, 1000)) + table + string.Concat(Enumerable.Repeat("]}", 1000));
        var json = "{\"error\":false,\"statements\":[{\"node\":{\"type\":\"SELECT_NODE\",\"select_list\":[" + nested + "]}}]}";
        TableReferences.Of(SqlTree.Parse(json)).Tables.ShouldHaveSingleItem().Name.ShouldBe("t");
    }
}
