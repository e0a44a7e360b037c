using System.Text;
using Tarn.Sources.Csv;

namespace Tarn.Core.Tests.Sources.Csv;

/// <summary>Whole files as lists, for tests only.</summary>
internal static class CsvReading
{
    public static List<CsvRow> Rows(string text, CsvDialect? dialect = null, bool sniff = true) => Rows(Encoding.UTF8.GetBytes(text), dialect, sniff);

    public static List<CsvRow> Rows(byte[] bytes, CsvDialect? dialect = null, bool sniff = true)
    {
        using var reader = CsvReader.Open(new MemoryStream(bytes), dialect, sniff);
        return Rows(reader);
    }

    public static List<CsvRow> Rows(CsvReader reader)
    {
        var rows = new List<CsvRow>();
        var tokenizer = new CsvTokenizer(reader.Dialect);
        for (var block = reader.Next(); block is not null; block = reader.Next())
        {
            if (block.Fault is not null)
                rows.Add(new CsvRow([], block.FirstRow, block.FirstLine, Encoding.UTF8.GetString(block.Content), block.Fault));
            tokenizer.Load(block);
            while (block.Fault is null && tokenizer.Read())
                rows.Add(RowOf(tokenizer));
            block.Dispose();
        }
        return rows;
    }

    public static string?[] Fields(string line, CsvDialect? dialect = null) => Rows(line, (dialect ?? new CsvDialect()) with { Header = false }, dialect is null).Single().Fields;

    private static CsvRow RowOf(CsvTokenizer tokenizer)
    {
        var fields = new string?[tokenizer.FieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = tokenizer.IsNull(i) ? null : Encoding.UTF8.GetString(tokenizer.Field(i));
        return new CsvRow(fields, tokenizer.Row, tokenizer.Line, Encoding.UTF8.GetString(tokenizer.Raw), tokenizer.Fault);
    }
}
