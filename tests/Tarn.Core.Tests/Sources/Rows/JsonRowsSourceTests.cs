using Tarn.DuckDb;
using Tarn.Project;
using Tarn.Sources;
using Tarn.Sources.Rows;

namespace Tarn.Core.Tests.Sources.Rows;

public sealed class JsonRowsSourceTests : RowsFixture
{
    [Fact]
    public void Records_of_documents_come_as_they_stand()
    {
        var source = new JsonRowsSource([Page("""{"items":[{"id": 1.0},"odd",{"id":2}]}"""), Page("""{"items":null}"""), Page("""{"items":{"id":3}}""")], Json, Rejects);
        Query(source, "select _page, _position, _line, _raw_hash, _record from pages() order by 1, 2").ShouldBe([
            $"1|0|-|{(long)RawHash.Of("{\"id\": 1.0}"u8)}|{{\"id\": 1.0}}", $"1|2|-|{(long)RawHash.Of("{\"id\":2}"u8)}|{{\"id\":2}}", $"3|0|-|{(long)RawHash.Of("{\"id\":3}"u8)}|{{\"id\":3}}"]);
        Rejects.Rows.ShouldHaveSingleItem().ShouldBe(new RejectedRow(1, 1, null, "\"odd\"", "is not an object but text"));
    }

    [Fact]
    public void Lines_come_as_they_stand_and_bad_ones_are_rejected()
    {
        byte[] page = [.. "{\"id\":1}\r\n\n{\"id\":\n{\"id\":\"\\ud800\"}\n{\"id\":\""u8, 0xff, .. "\"}\n{\"id\":2}"u8];
        var source = new JsonRowsSource([Page(page)], new FileFormat.JsonLines(), Rejects);
        Query(source, "select _position, _line, _record->>'id' from pages() order by 1").ShouldBe(["0|1|1", "4|6|2"]);
        Rejects.Rows.Select(r => (r.Position, r.Line, r.Reason.Split('(')[0].Trim())).ShouldBe([
            (1L, 3L, "is not JSON"), (2L, 4L, "has half a surrogate pair in an escape"), (3L, 5L, "is not UTF-8")]);
    }

    [Fact]
    public void Many_lines_on_two_threads_are_each_there_once_and_the_shape_does_not_depend_on_threads()
    {
        var page = Page(string.Join('\n', Enumerable.Range(0, 150_000).Select(i => $$"""{"id":{{i}},"k{{i / 50_000}}":"some text of {{i}}","n":{{(i == 149_999 ? "0.5" : "1")}}}""")));
        var source = new JsonRowsSource([page], new FileFormat.JsonLines(), Rejects) { Checks = false };
        Query(source, "select count(*), sum((_record->>'id')::bigint), sum(_position) from pages()").ShouldBe(["150000|11249925000|11249925000"]);
        var shapes = new[] { 1, 2, 5 }.Select(threads => ShapeReader.Learn([page], new FileFormat.JsonLines(), threads)).ToList();
        shapes.ShouldAllBe(s => string.Join(' ', s.Columns.Select(c => c.Name + ":" + c.Type.GetType().Name)) == "id:Long k0:String n:Double k1:String k2:String");
        shapes.ShouldAllBe(s => s.Records == 150_000 && s.Unsound == 0);
    }

    [Theory]
    [InlineData("""{"items":[{"id":1},{"id":""", "source.not-json")]
    [InlineData("""{"error":"no"}""", "source.no-records")]
    public void A_page_that_is_none_ends_the_query_and_says_why(string page, string code)
    {
        var source = new JsonRowsSource([Page(page)], Json, Rejects);
        var failure = Should.Throw<DuckDbException>(() => Query(source, "select * from pages()"));
        failure.InnerException.ShouldBeOfType<TarnException>().Code().ShouldBe(code);
    }

    [Fact]
    public void The_shape_of_documents_leaves_out_what_is_rejected()
    {
        var shape = ShapeReader.Learn([Page("""{"items":[{"a":1},3]}"""), Page("""{"items":[{"b":"x","a":2.5}]}""")], Json);
        (shape.Records, shape.Unsound, string.Join(' ', shape.Columns.Select(c => c.Name))).ShouldBe((2, 1, "a b"));
    }
}
