using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tarn.Sources.Blocks;
using Tarn.Sources.Csv;

namespace Tarn.Core.Tests.Sources.Csv;

public sealed class CsvTokenizerTests
{
    [Theory]
    [InlineData("a,b,c", new[] { "a", "b", "c" })]
    [InlineData("a,,c,", new[] { "a", null, "c", null })]
    [InlineData(",", new string?[] { null, null })]
    [InlineData("\"a,b\",\"c\"", new[] { "a,b", "c" })]
    [InlineData("\"\",x", new[] { "", "x" })]
    [InlineData("\"he said \"\"no\"\"\",\"\"\"\"", new[] { "he said \"no\"", "\"" })]
    [InlineData("\"one\ntwo\r\nthree\",b", new[] { "one\ntwo\r\nthree", "b" })]
    [InlineData("5\" disk,x\"y\"z", new[] { "5\" disk", "x\"y\"z" })]
    [InlineData(" \"a,b\" ,c", new[] { "a,b", "c" })]
    [InlineData(" a ,b ", new[] { " a ", "b " })]
    [InlineData("a,b\r\n", new[] { "a", "b" })]
    [InlineData("é,日本,\U0001F600", new[] { "é", "日本", "\U0001F600" })]
    public void A_record_comes_apart_into_fields(string line, string?[] fields) => CsvReading.Fields(line).ShouldBe(fields);

    [Fact]
    public void Quotes_may_be_escaped_with_another_sign() =>
        CsvReading.Fields("'it\\'s; so',\\'", new CsvDialect { Quote = (byte)'\'', Escape = (byte)'\\' }).ShouldBe(["it's; so", "\\'"]);

    [Fact]
    public void A_file_without_quotes_keeps_them_as_text() =>
        CsvReading.Fields("\"a,b\"", new CsvDialect { Quote = 0, Escape = 0 }).ShouldBe(["\"a", "b\""]);

    [Fact]
    public void Only_unquoted_texts_for_null_are_null() =>
        CsvReading.Fields("NULL,\"NULL\",,\\N,\"\"", new CsvDialect { NullTexts = ["NULL", "\\N"] }).ShouldBe([null, "NULL", "", null, ""]);

    [Fact]
    public void Records_know_their_place_line_and_bytes()
    {
        var rows = CsvReading.Rows("id,text\r\n1,\"a\nb\"\r\n\r\n\n2,c\n3,d");
        rows.Select(r => (r.Row, r.Line, r.Raw)).ShouldBe([(0, 2, "1,\"a\nb\""), (1, 6, "2,c"), (2, 7, "3,d")]);
    }

    [Theory]
    [InlineData("1,\"a\"b,c", "text after the closing quote of field 2")]
    [InlineData("1,\"a\" \"b\",c", "text after the closing quote of field 2")]
    public void Text_after_a_closing_quote_is_the_records_fault(string line, string fault) =>
        CsvReading.Rows("x,y,z\n" + line + "\n2,3,4")[0].Fault.ShouldNotBeNull().ShouldContain(fault);

    [Fact]
    public void A_quote_that_never_closes_costs_its_line_only()
    {
        var rows = CsvReading.Rows("a,b\n1,x\n2,\"open\n3,y\n4,z\n");
        rows.Select(r => (r.Row, r.Line, r.Fault is null)).ShouldBe([(0, 2, true), (1, 3, false), (2, 4, true), (3, 5, true)]);
        rows[1].Raw.ShouldBe("2,\"open\n");
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_their_records_fault()
    {
        byte[] file = [.. "a\nfine\n"u8, 0xff, 0xfe, (byte)'\n', .. "also fine\n"u8];
        CsvReading.Rows(file).Select(r => r.Fault).ShouldBe([null, "is not UTF-8", null]);
    }

    [Fact]
    public void A_record_longer_than_its_bound_is_given_up()
    {
        var rows = CsvReading.Rows("a\n1\n" + new string('x', 3 << 20) + "\n2\n", new CsvDialect { RecordBytesMax = 1 << 20 });
        rows[1].Fault.ShouldNotBeNull().ShouldContain("longer than");
        rows[^1].Fields.ShouldBe(["2"]);
    }

    [Fact]
    public void What_is_written_is_read() =>
        Prop.ForAll(Files().ToArbitrary(), file =>
        {
            var rows = CsvReading.Rows(Write(file), new CsvDialect { Header = false }, sniff: false);
            rows.Select(r => r.Fields).ShouldBe(file);
            rows.Select(r => r.Row).ShouldBe(Enumerable.Range(0, file.Length).Select(i => (long)i));
            rows.ShouldAllBe(r => r.Fault == null);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData('\0')]
    public void Whatever_the_text_the_splitter_and_the_tokeniser_count_the_same_records(char escape) =>
        Prop.ForAll(Gen.Elements('a', ',', '"', '"', '\n', '\r', ' ', '\\', 'é').ArrayOf().Resize(200).Select(signs => new string(signs)).ToArbitrary(), text =>
        {
            var dialect = new CsvDialect { Escape = (byte)escape };
            var bytes = Encoding.UTF8.GetBytes(text);
            var extent = CsvSplitter.Scan(bytes, dialect, isEnd: true);
            using var block = TextBlock.Copy(bytes.AsSpan(0, extent.End));
            var tokenizer = new CsvTokenizer(dialect);
            tokenizer.Load(block);
            var rows = 0L;
            for (; tokenizer.Read(); rows++)
                tokenizer.Fault?.ShouldNotContain("never closed");
            (rows, tokenizer.NextLine - 1).ShouldBe((extent.Rows, extent.Lines));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Blocks_of_any_size_give_the_same_rows()
    {
        var lines = Enumerable.Range(0, 60_000).Select(i => i % 7 == 0 ? $"{i},\"quoted \"\"{i}\"\"\nover lines\",{new string('p', i % 50)}" : i % 11 == 0 ? "" : $"{i},plain,{new string('p', i % 50)}");
        var rows = CsvReading.Rows("id,text,pad\n" + string.Join('\n', lines));
        var kept = Enumerable.Range(0, 60_000).Where(i => i % 7 == 0 || i % 11 != 0).ToList();
        rows.Select(r => r.Fields[0]).ShouldBe(kept.Select(i => i.ToString()));
        rows.Select(r => r.Row).ShouldBe(Enumerable.Range(0, kept.Count).Select(i => (long)i));
        rows[^1].Line.ShouldBe(2 + 59_999 + Enumerable.Range(0, 59_999).Count(i => i % 7 == 0));
    }

    /// <summary>Records of one to six fields, of signs that matter; a lone empty field would be a blank line, so it is quoted when written.</summary>
    private static Gen<string[][]> Files()
    {
        var field = Gen.Elements('a', ',', '"', '\n', '\r', ' ', ';', 'é', '\t', '\\').ArrayOf().Select(signs => new string(signs));
        return field.NonEmptyListOf().Select(fields => fields.Take(6).ToArray()).NonEmptyListOf().Select(rows => rows.ToArray());
    }

    private static string Write(string[][] rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(f => '"' + f.Replace("\"", "\"\"") + '"')) + (row.Length % 2 == 0 ? "\n" : "\r\n")));
}
