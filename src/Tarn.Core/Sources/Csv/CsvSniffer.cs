using Tarn.Sources.Blocks;

namespace Tarn.Sources.Csv;

/// <summary>
/// Guesses what a declaration leaves open: whether old files end their lines with CR alone, and what stands between fields. The declared delimiter
/// stays when it gives the first record more than one field; else it is the one of <c>, ; tab |</c> that gives most records the first one's width,
/// then the wider one, then the first in this order.
/// </summary>
public static class CsvSniffer
{
    private const int RecordsMax = 200;

    private static ReadOnlySpan<byte> Candidates => ",;\t|"u8;

    /// <summary>The dialect of a file that starts with the sample. <paramref name="isEnd"/> says that the sample is the whole file.</summary>
    public static CsvDialect Detect(ReadOnlySpan<byte> sample, bool isEnd, CsvDialect declared, bool sniffDelimiter)
    {
        var dialect = declared with { NewLine = NewLineOf(sample) };
        if (!sniffDelimiter || Score(sample, isEnd, dialect) > 0)
            return dialect;
        var best = (Score: 0L, Delimiter: declared.Delimiter);
        foreach (var candidate in Candidates)
        {
            var score = Score(sample, isEnd, dialect with { Delimiter = candidate });
            best = score > best.Score ? (score, candidate) : best;
        }
        return dialect with { Delimiter = best.Delimiter };
    }

    private static byte NewLineOf(ReadOnlySpan<byte> sample) =>
        sample.Contains((byte)'\n') || !sample.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';

    /// <summary>Records as wide as the first in the high half, the width in the low; 0 when there is one column only.</summary>
    private static long Score(ReadOnlySpan<byte> sample, bool isEnd, CsvDialect dialect)
    {
        var end = CsvSplitter.Scan(sample, dialect, isEnd).End;
        using var block = TextBlock.Copy(sample[..(end > 0 ? end : sample.Length)]);
        var tokenizer = new CsvTokenizer(dialect);
        tokenizer.Load(block);
        var (width, fitting) = (0, 0L);
        for (var i = 0; i < RecordsMax && tokenizer.Read(); i++)
        {
            width = i == 0 ? tokenizer.FieldCount : width;
            fitting += tokenizer.FieldCount == width ? 1 : 0;
        }
        return width < 2 ? 0 : (fitting << 32) + width;
    }
}
