using System.Text;
using System.Text.Json;
using Tarn.Project;
using Tarn.Sources.Blocks;
using Tarn.Sources.Json;

namespace Tarn.Core.Tests.Sources.Json;

public sealed class JsonSlicerTests
{
    [Theory]
    [InlineData("$", """[{"a":1}, {"a" : 2} ]""", new[] { """{"a":1}""", """{"a" : 2}""" })]
    [InlineData("$", """ {"a":[1,2]} """, new[] { """{"a":[1,2]}""" })]
    [InlineData("$.data.items", """{"x":{"items":[9]},"data":{"n":[1,[2]],"items":[{"a":"]"},{}]}}""", new[] { """{"a":"]"}""", "{}" })]
    [InlineData("$['odd name'][1]", """{"odd name":[1,[2,3]]}""", new[] { "2", "3" })]
    [InlineData("$.one", """{"one":{"a":1}}""", new[] { """{"a":1}""" })]
    [InlineData("$.none", """{"none":null}""", new string[0])]
    [InlineData("$.none", """{"none":[]}""", new string[0])]
    [InlineData("$", "\uFEFF[1,2]", new[] { "1", "2" })]
    [InlineData("$.a", """{"\u0061":[1]}""", new[] { "1" })]
    public void Records_are_found_at_their_path(string path, string page, string[] records) =>
        Records(page, path).ShouldBe(records);

    [Theory]
    [InlineData("$.items", """{"item":[]}""")]
    [InlineData("$.a.b", """{"a":[1]}""")]
    [InlineData("$[3]", "[1,2]")]
    public void A_page_with_nothing_at_the_path_says_so(string path, string page) =>
        Found(page, path).ShouldBeFalse();

    [Fact]
    public void A_torn_page_is_no_page() => Should.Throw<JsonException>(() => Records("""{"items":[{"a":1},{"a":""", "$.items"));

    [Fact]
    public void Lines_are_records_with_their_place_and_line()
    {
        using var block = TextBlock.Copy("{\"a\":1}\r\n\n  {\"a\":2}\n\r\n{\"a\":3}"u8, firstRow: 10, firstLine: 5);
        var slicer = new JsonLineSlicer(block);
        var found = new List<string>();
        while (slicer.MoveNext())
            found.Add($"{slicer.Position}@{slicer.Line} {Encoding.UTF8.GetString(slicer.Record)}");
        found.ShouldBe(["10@5 {\"a\":1}", "11@7   {\"a\":2}", "12@9 {\"a\":3}"]);
    }

    [Theory]
    [InlineData("""{"a":1}""", null)]
    [InlineData("[1]", "is not an object but a list")]
    [InlineData("null", "is not an object but null")]
    [InlineData("""{"a":1} {}""", "is not JSON")]
    [InlineData("""{"a":""", "is not JSON")]
    [InlineData("""{"a":"\ud83d\ude00"}""", null)]
    [InlineData("""{"a":"\uD83D"}""", "has half a surrogate pair in an escape")]
    [InlineData("""{"a\ude00":1}""", "has half a surrogate pair in an escape")]
    public void A_record_that_cannot_be_taken_says_why(string record, string? fault)
    {
        var found = JsonRecordCheck.Fault(Encoding.UTF8.GetBytes(record));
        if (fault is null)
            found.ShouldBeNull();
        else
            found.ShouldNotBeNull().ShouldStartWith(fault);
    }

    [Fact]
    public void A_record_that_is_not_utf8_says_so() =>
        JsonRecordCheck.Fault([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]).ShouldBe("is not UTF-8");

    [Fact]
    public void A_hundred_thousand_brackets_are_refused_without_falling_over() =>
        JsonRecordCheck.Fault(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}")).ShouldNotBeNull().ShouldStartWith("is not JSON");

    private static bool Found(string page, string path) => new JsonRecordSlicer(Encoding.UTF8.GetBytes(page), JsonPath.Of(JsonPathText.Parse(path))).Found;

    private static List<string> Records(string page, string path)
    {
        var bytes = Encoding.UTF8.GetBytes(page);
        var slicer = new JsonRecordSlicer(bytes, JsonPath.Of(JsonPathText.Parse(path)));
        var records = new List<string>();
        while (slicer.MoveNext())
        {
            slicer.Position.ShouldBe(records.Count);
            records.Add(Encoding.UTF8.GetString(bytes, slicer.Start, slicer.Length));
        }
        return records;
    }
}
