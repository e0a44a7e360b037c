using Tarn.Sources;
using Tarn.Sources.Rows;

namespace Tarn.Core.Tests.Sources.Rows;

public sealed class CsvRowsSourceTests : RowsFixture
{
    [Fact]
    public void Rows_come_with_their_page_place_line_and_hash()
    {
        var source = CsvRowsSource.Open([Page("id,text\n1,\"a\nb\"\n\n2,\n"), Page("id,text\n3,\"\"\n")], Csv, Rejects);
        Query(source, "select _page, _position, _line, _raw_hash, id, replace(text, chr(10), '~') from pages() order by id").ShouldBe([
            $"1|0|2|{(long)RawHash.Of("1,\"a\nb\""u8)}|1|a~b", $"1|1|5|{(long)RawHash.Of("2,"u8)}|2|-", $"2|0|2|{(long)RawHash.Of("3,\"\""u8)}|3|"]);
        (source.RowsRead, Rejects.Count).ShouldBe((3, 0));
    }

    [Fact]
    public void Ragged_torn_and_foreign_records_are_rejected_with_their_reasons()
    {
        byte[] page = [.. "id,text\n1,a\n2\n3,b,c\n4,\"x\"y\n5,"u8, 0xff, .. "\n6,ok\n7,\"open\n8,ok\n"u8];
        var source = CsvRowsSource.Open([Page(page)], Csv, Rejects);
        Query(source, "select id from pages() order by id").ShouldBe(["1", "6", "8"]);
        Rejects.Rows.Select(r => $"{r.Page} {r.Position} {r.Line} '{r.Raw.Trim()}' {r.Reason}").ShouldBe([
            "1 1 3 '2' has 1 field, not 2",
            "1 2 4 '3,b,c' has 3 fields, not 2",
            "1 3 5 '4,\"x\"y' has text after the closing quote of field 2",
            "1 4 6 '5,\uFFFD' is not UTF-8",
            "1 6 8 '7,\"open' has a quote that is never closed",
        ]);
    }

    [Fact]
    public void Pages_with_other_columns_are_put_together_by_name()
    {
        var source = CsvRowsSource.Open([Page("id,a\n1,x\n"), Page("B;ID\ny;2\n"), Page("_page,id\nz,3\n")], Csv, Rejects);
        source.Columns.Select(c => c.Name).ShouldBe(["_page", "_position", "_line", "_raw_hash", "id", "a", "B", "_page_2"]);
        Query(source, "select _page, id, a, b, _page_2 from pages() order by id").ShouldBe(["1|1|x|-|-", "2|2|-|y|-", "3|3|-|-|z"]);
    }

    [Fact]
    public void Many_rows_on_two_threads_are_each_there_once()
    {
        var lines = Enumerable.Range(0, 200_000).Select(i => i % 100 == 0 ? $"{i}" : i % 10 == 0 ? $"{i},\"quoted\n{i}\"" : $"{i},plain text of row {i}");
        var source = CsvRowsSource.Open([Page("id,text\n" + string.Join('\n', lines))], Csv, Rejects);
        Query(source, "select count(*), count(distinct id), sum(id::bigint), sum(_position), count(distinct _position) from pages()").ShouldBe([
            $"198000|198000|{Enumerable.Range(0, 200_000).Where(i => i % 100 != 0).Sum(i => (long)i)}|{Enumerable.Range(0, 200_000).Where(i => i % 100 != 0).Sum(i => (long)i)}|198000"]);
        (source.RowsRead, Rejects.Count).ShouldBe((198_000, 2000));
        Rejects.Rows.Select(r => r.Position).Distinct().Count().ShouldBe(2000);
        Rejects.Rows.ShouldAllBe(r => r.Reason == "has 1 field, not 2" && r.Raw == r.Position.ToString());
    }

    [Fact]
    public void Every_adventureworks_file_has_the_rows_that_the_engine_itself_finds()
    {
        foreach (var path in Directory.GetFiles(SharedData.Path("adventureworks"), "*.csv"))
        {
            var source = CsvRowsSource.Open([new LandedFile(1, path)], Csv, Rejects);
            var names = string.Join(", ", source.VendorNames.Select(n => $"coalesce(\"{n}\", '')"));
            var found = Query(source, $"select count(*), bit_xor(hash({names})) from pages()");
            found.ShouldBe(Query(source, $"select count(*), bit_xor(hash({names})) from read_csv('{path}', all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"), path);
        }
        Rejects.Count.ShouldBe(0);
    }
}
