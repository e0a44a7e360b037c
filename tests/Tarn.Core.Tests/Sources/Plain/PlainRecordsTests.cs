using FsCheck;
using FsCheck.Fluent;
using Tarn.Core.Tests.Sources.Rows;
using Tarn.DuckDb;
using Tarn.Project;
using Tarn.Sources.Json;
using Tarn.Sources.Plain;
using Tarn.Sources.Rows;

namespace Tarn.Core.Tests.Sources.Plain;

public sealed class PlainRecordsTests : RowsFixture
{
    private static readonly DuckDbType.Struct Struct =
        new([new DuckDbColumn("x", DuckDbType.BigInt), new DuckDbColumn("y", new DuckDbType.List(DuckDbType.Varchar))]);

    private static readonly ShapeType.Struct Inner = new([new ShapeField("x", new ShapeType.Long()), new ShapeField("y", new ShapeType.List(new ShapeType.String()))]);

    private static readonly PlainColumn[] Columns =
    [
        new("a", "a", DuckDbType.BigInt, new ShapeType.Long(), Required: false),
        new("b", "b", DuckDbType.Varchar, new ShapeType.String(), Required: false),
        new("c", "c", DuckDbType.Double, new ShapeType.Double(), Required: false),
        new("d", "d", DuckDbType.Boolean, new ShapeType.Boolean(), Required: false),
        new("e", "e", new DuckDbType.List(Struct), new ShapeType.List(Inner), Required: false),
        new("f", "f", Struct, Inner, Required: false),
    ];

    private static string Structure => """{"a":"BIGINT","b":"VARCHAR","c":"DOUBLE","d":"BOOLEAN","e":[{"x":"BIGINT","y":["VARCHAR"]}],"f":{"x":"BIGINT","y":["VARCHAR"]}}""";

    [Theory]
    [InlineData("""{"a":1,"b":"x","c":1.5,"d":true,"e":[],"f":{"x":1,"y":["p",null]}}""")]
    [InlineData("""{ "f" : { "y" : [ ] } , "e" : [ { } , null , { "x" : 2 } ] , "a" : null }""")]
    [InlineData("""{"b":"quote \" slash \/ \\ tab \t é \u00e9 \u20ac"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"c":3,"a":-0}""")]
    [InlineData("""{"c":1e3}""")]
    [InlineData("""{"a": 123456789, "b": "with spaces after commas and colons, and longer than one look", "d": false}  """)]
    [InlineData("""{"b":"exactly thirty-two signs long...","a":-123456789012345678}""")]
    [InlineData("""{"b":"an escape after the first look of thirty-two signs: \t!","c":-0.000001}""")]
    public void Records_of_the_shape_are_read_as_the_engine_reads_them(string record) => Plainly(record).ShouldBe(Carefully(record));

    [Theory]
    [InlineData("""{"a":1.0}""")]
    [InlineData("""{"a":"1"}""")]
    [InlineData("""{"a":12345678901234567890}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"b":1}""")]
    [InlineData("""{"b":"\u0000"}""")]
    [InlineData("""{"b":"\ud83d\ude00"}""")]
    [InlineData("""{"c":9007199254740993}""")]
    [InlineData("""{"c":"1"}""")]
    [InlineData("""{"d":1}""")]
    [InlineData("""{"e":{}}""")]
    [InlineData("""{"e":[1]}""")]
    [InlineData("""{"f":{"z":1}}""")]
    [InlineData("""{"new":1}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"b":"x}""")]
    [InlineData("""[1]""")]
    [InlineData("""nonsense""")]
    [InlineData("""{"a":1234567890123456789}""")]
    [InlineData("""{"a":1.}""")]
    [InlineData("""{"a":1,"b":"x" "c":1}""")]
    [InlineData("{\"b\":\"a line\tthat is not escaped, and so long that no single look sees it\"}")]
    [InlineData("{\"a\":1\n,\"c\":2}")]
    [InlineData("{\"a\":\n1}")]
    [InlineData("{\"e\":[\n]}")]
    public void Anything_else_is_not_plain(string record) => Plainly(record).ShouldBe("not plain");

    [Fact]
    public void Lists_of_objects_with_lists_are_whole_however_many_elements_a_chunk_has()
    {
        static string Element(int n) => n % 3 == 2
            ? "null"
            : "{\"x\":" + n + ",\"y\":[" + string.Join(',', Enumerable.Range(0, n % 4).Select(m => $"\"element {n} and {m} with some length\"")) + "]}";
        var lines = Enumerable.Range(0, 5_000).Select(i =>
            "{\"a\":" + i + ",\"e\":[" + string.Join(',', Enumerable.Range(0, i % 7).Select(Element)) + "],\"f\":{\"y\":[\"of " + i + " a text that is long\"]}}");
        var records = string.Join('\n', lines);
        var sums = "select count(*), sum(hash(a, e, f))::varchar from ";
        Query(Source(records).Plainly(Columns), $"{sums} pages()").ShouldBe(
            Query(Source(records), $"{sums} (select unnest(json_transform(_record, '{Structure}')) from pages())"));
    }

    [Fact]
    public void A_required_value_that_is_missing_or_null_is_not_plain()
    {
        PlainColumn[] required = [Columns[0] with { Required = true }];
        foreach (var record in new[] { "{}", """{"a":null}""" })
            Should.Throw<DuckDbException>(() => Query(Source(record).Plainly(required), "select a from pages()")).InnerException.ShouldBeOfType<NotPlainException>();
    }

    [Theory]
    [InlineData("DATE", "\"2026-11-21\"", "2026-11-21")]
    [InlineData("DECIMAL(18,2)", "12.5", "12.50")]
    [InlineData("DECIMAL(18,2)", "\"12.5\"", "12.50")]
    [InlineData("BOOLEAN", "\"true\"", "true")]
    [InlineData("BOOLEAN", "false", "false")]
    [InlineData("VARCHAR", "\"x\"", "x")]
    [InlineData("DATE", "20261121", "not plain")]
    [InlineData("VARCHAR", "1", "not plain")]
    [InlineData("DECIMAL(18,2)", "1.005", "not plain")]
    public void Declared_types_take_what_says_their_values(string type, string value, string read)
    {
        DuckDbType[] types = [DuckDbType.Date, new DuckDbType.Decimal(18, 2), DuckDbType.Boolean, DuckDbType.Varchar];
        var column = new PlainColumn("v", "v", types.Single(t => t.ToString() == type), null, Required: false);
        Read(Source($$"""{"v":{{value}}}""").Plainly([column]), "v").ShouldBe(read);
    }

    [Fact]
    public void Whatever_is_read_plainly_is_what_the_engine_makes_of_it()
    {
        var sample = Gen.Choose(1, 8).SelectMany(size => Value().ArrayOf(size)).Sample(300);
        foreach (var values in sample)
        {
            var records = string.Join('\n', values.Select(v => $$"""{"a":{{v}},"b":{{v}},"f":{"x":{{v}} } }"""));
            var shape = ShapeReader.Learn([Page(records)], new FileFormat.JsonLines());
            var kinds = shape.Columns.ToDictionary(c => c.Name, c => c.Type);
            if (kinds["a"] is ShapeType.Long or ShapeType.Double or ShapeType.String or ShapeType.Boolean)
                Rows(records, kinds["a"]).ShouldBe(Rows(records, null));
        }
    }

    private static Gen<string> Value() => Gen.OneOf(
        Gen.Elements("null", "true", "false", "\"\"", "\"x\\n\"", "0", "-1", "1.5", "1e-2", "123456789012345"),
        Gen.Choose(-100_000, 100_000).Select(n => $"{n}.{Math.Abs(n % 1000)}"));

    /// <summary>The column a of all records: plainly by a shape, or by the engine; two ways that must agree.</summary>
    private string Rows(string records, ShapeType? shape)
    {
        var type = shape switch { ShapeType.Long => DuckDbType.BigInt, ShapeType.Double => DuckDbType.Double, ShapeType.Boolean => DuckDbType.Boolean, _ => DuckDbType.Varchar };
        if (shape is null)
            return string.Join(',', Query(Source(records), "select coalesce(_record->>'a', '-') from pages() order by _position").Select(Normal));
        var columns = new[] { "a", "b" }.Select(n => new PlainColumn(n, n, type, shape, Required: false)).ToList();
        var inner = new ShapeType.Struct([new ShapeField("x", shape)]);
        columns.Add(new PlainColumn("f", "f", new DuckDbType.Struct([new DuckDbColumn("x", type)]), inner, Required: false));
        return string.Join(',', Query(Source(records).Plainly(columns), "select coalesce(a::varchar, '-') from pages() where a is not distinct from b and a is not distinct from f.x order by _position").Select(Normal));
    }

    private static string Normal(string value) => double.TryParse(value, out var number) ? $"{number:R}" : value;

    private JsonRowsSource Source(string records) => new([Page(records)], new FileFormat.JsonLines(), Rejects) { Checks = false };

    private string Plainly(string record) => Read(Source(record).Plainly(Columns), "{a: a, b: b, c: c, d: d, e: e, f: f}");

    private string Carefully(string record) => Read(Source(record), $"json_transform(_record, '{Structure}')");

    private string Read(JsonRowsSource source, string value)
    {
        try
        {
            return Query(source, $"select ({value})::varchar from pages()").ShouldHaveSingleItem();
        }
        catch (DuckDbException fault) when (fault.InnerException is NotPlainException)
        {
            return "not plain";
        }
    }
}
