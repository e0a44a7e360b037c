using System.Text;
using Tarn.Project;

using Tarn.Sources.Csv;

namespace Tarn.Core.Tests.Sources.Csv;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a;b;c\n1,5;2;3\n", ';')]
    [InlineData("a\tb\n1,2\t3\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("a,b\n1;2,3;4\n", ',')]
    [InlineData("only\n1\n2\n", ',')]
    [InlineData("\"x;y\",b\n\"1;2\",3\n", ',')]
    public void The_delimiter_is_found(string text, char delimiter) =>
        Open(text).Dialect.Delimiter.ShouldBe((byte)delimiter);

    [Fact]
    public void A_declared_delimiter_holds()
    {
        using var reader = CsvReader.Open(new MemoryStream("a;b\n1;2\n"u8.ToArray()), new CsvDialect(), sniffDelimiter: false);
        reader.Columns.ShouldBe(["a;b"]);
    }

    [Fact]
    public void Names_are_made_fit_the_same_way_every_time() =>
        Open("id,ID,,name,Name,id_2,\n1,2,3,4,5,6,7").Columns.ShouldBe(["id", "ID_3", "column_3", "name", "Name_2", "id_2", "column_7"]);

    [Fact]
    public void A_file_without_header_counts_its_columns_or_takes_the_declared_names()
    {
        using var counted = CsvReader.Open(new MemoryStream("1,2\n"u8.ToArray()), new CsvDialect { Header = false });
        counted.Columns.ShouldBe(["column_1", "column_2"]);
        using var named = CsvReader.Open(new MemoryStream("1,2\n"u8.ToArray()), new CsvDialect { Header = false, Names = ["x", "y"] });
        named.Columns.ShouldBe(["x", "y"]);
        CsvReading.Rows(named).Single().Fields.ShouldBe(["1", "2"]);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("windows-1252", false)]
    [InlineData("iso-8859-1", false)]
    public void Every_encoding_comes_out_as_utf8(string name, bool marked)
    {
        var encoding = CsvDialect.Of(Declared(name)).Encoding;
        byte[] bytes = [.. marked ? encoding.GetPreamble() : [], .. encoding.GetBytes("näme,x\nJosé,ÿ\n")];
        using var reader = CsvReader.Open(new MemoryStream(bytes), CsvDialect.Of(Declared(marked ? "utf-8" : name)));
        reader.Columns.ShouldBe(["näme", "x"]);
        CsvReading.Rows(reader).Single().Fields.ShouldBe(["José", "ÿ"]);
    }

    [Fact]
    public void Lines_that_end_with_cr_alone_are_lines()
    {
        var rows = CsvReading.Rows("a,b\r1,2\r\r3,\"x\ry\"\r");
        rows.Select(r => string.Join('|', r.Fields)).ShouldBe(["1|2", "3|x\ry"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_has_no_columns_and_no_rows(string text)
    {
        using var reader = Open(text);
        reader.Columns.ShouldBeEmpty();
        CsvReading.Rows(reader).ShouldBeEmpty();
    }

    [Fact]
    public void A_sign_outside_ascii_and_an_unknown_encoding_are_refused()
    {
        Should.Throw<TarnException>(() => CsvDialect.Of(Declared("utf-8") with { Delimiter = '¦' })).Code().ShouldBe("source.csv-sign");
        Should.Throw<TarnException>(() => CsvDialect.Of(Declared("utf-9"))).Code().ShouldBe("source.csv-encoding");
    }

    private static CsvReader Open(string text) => CsvReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static FileFormat.Csv Declared(string encoding) => new() { ColumnNames = [], NullTexts = [""], Encoding = encoding };
}
