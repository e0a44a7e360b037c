using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tarn.Sources.Blocks;
using Tarn.Sources.Json;

namespace Tarn.Core.Tests.Sources.Json;

public sealed class JsonShapeTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("true|null|false", "boolean")]
    [InlineData("1|-5|9223372036854775807", "long")]
    [InlineData("1|9223372036854775808", "decimal")]
    [InlineData("99999999999999999999999999999999999999|-99999999999999999999999999999999999999", "decimal")]
    [InlineData("999999999999999999999999999999999999999", "json")]
    [InlineData("1.5|2|1e3", "double")]
    [InlineData("9007199254740993|0.5", "json")]
    [InlineData("9223372036854775808|0.5", "json")]
    [InlineData("\"9780141036144\"|\"2026-06-04\"", "string")]
    [InlineData("\"1\"|1", "json")]
    [InlineData("true|1", "json")]
    [InlineData("[]|null", "[null]")]
    [InlineData("[1]|[2.5]|[]", "[double]")]
    [InlineData("[[1],[\"a\"]]", "[[json]]")]
    [InlineData("[1]|{\"x\":1}", "json")]
    [InlineData("{\"b\":1}|{\"a\":\"x\",\"b\":null}|null", "{b:long,a:string}")]
    [InlineData("[{\"x\":{\"y\":[1]}},{\"x\":{\"z\":true}}]", "[{x:{y:[long],z:boolean}}]")]
    [InlineData("{}", "json")]
    [InlineData("{\"a\":1,\"A\":2}", "json")]
    [InlineData("{\"a\":1}|{\"A\":2}", "json")]
    [InlineData("{\"\":1}", "json")]
    [InlineData("{\"a\":1,\"a\":\"x\"}", "{a:long}")]
    [InlineData("{\"\\u0061\":1}|{\"a\":2.5}", "{a:double}")]
    public void The_values_tell_the_type(string values, string type) =>
        Describe(Shape(values.Split('|').Select(v => $$"""{"c":{{v}}}""")).Columns.Single().Type).ShouldBe(type);

    [Fact]
    public void Columns_keep_the_order_first_seen_and_get_fit_names()
    {
        var shape = Shape(["""{"id":1,"Name":"x"}""", """{"zeta":1,"id":2}""", """{"name":1,"":true,"ID":null}"""]);
        shape.Columns.Select(c => (c.Name, c.Field)).ShouldBe([("id", "id"), ("Name", "Name"), ("zeta", "zeta"), ("name_2", "name"), ("column_5", ""), ("ID_2", "ID")]);
        shape.Records.ShouldBe(3);
    }

    [Fact]
    public void Too_deep_and_too_wide_is_kept_as_json()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60));
        Describe(Shape([$$"""{"c":{{deep}}}"""]).Columns[0].Type).ShouldContain("json");
        var wide = string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"k{i}\":1"));
        Describe(Shape(["{\"c\":{" + wide + "}}"]).Columns[0].Type).ShouldBe("json");
    }

    [Fact]
    public void Records_shared_out_to_shapes_give_the_same_columns() =>
        Prop.ForAll(Records().ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (records, cut) =>
        {
            var at = Math.Min(cut, records.Length);
            var merged = Shape(records.Take(at));
            merged.Merge(Shape(records.Skip(at)));
            Text(merged).ShouldBe(Text(Shape(records)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bad_lines_leave_no_trace_in_the_shape()
    {
        var lines = "{\"a\":1}\n\n{\"a\":\"torn\n[1]\n{\"a\":2} x\n{\"a\":3}\r\n{\"a\":\"\\ud800\"}\n{\"a\":4}";
        using var block = TextBlock.Copy(Encoding.UTF8.GetBytes(lines));
        var shape = new JsonShape();
        shape.ObserveLines(block);
        (shape.Records, Text(shape)).ShouldBe((3, "a:long"));
    }

    [Fact]
    public void A_page_is_learned_record_by_record()
    {
        var shape = new JsonShape();
        shape.ObservePage("""{"data":[{"a":1},"odd",{"b":[]}]}"""u8, JsonPath.Of(Tarn.Project.JsonPathText.Parse("$.data")));
        Text(shape).ShouldBe("a:long b:[null]");
    }

    private static string Text(JsonShape shape) => string.Join(' ', shape.Columns.Select(c => $"{c.Name}:{Describe(c.Type)}"));

    private static JsonShape Shape(IEnumerable<string> records)
    {
        var shape = new JsonShape();
        foreach (var record in records)
            shape.Observe(Encoding.UTF8.GetBytes(record));
        return shape;
    }

    private static Gen<string[]> Records()
    {
        var value = Gen.Elements("null", "1", "2.5", "\"t\"", "true", "[1]", "[\"a\",{\"k\":1}]", "{\"x\":1}", "{\"y\":{\"z\":null}}", "{}", "12345678901234567890");
        var member = Gen.Elements("a", "b", "A", "c").SelectMany(_ => value, (name, v) => $"\"{name}\":{v}");
        return member.ArrayOf().Select(members => "{" + string.Join(',', members) + "}").ArrayOf();
    }

    private static string Describe(ShapeType type) => type switch
    {
        ShapeType.List list => $"[{Describe(list.Element)}]",
        ShapeType.Struct row => "{" + string.Join(',', row.Fields.Select(f => $"{f.Name}:{Describe(f.Type)}")) + "}",
        _ => type.GetType().Name.ToLowerInvariant(),
    };
}
