using Tarn.Sources.Blocks;

namespace Tarn.Sources.Csv;

/// <summary>Finds where records end, without looking at fields: the cheap pass that cuts a file into blocks for several threads.</summary>
internal static class CsvSplitter
{
    /// <summary>
    /// Scans bytes that start a record: up to where the last whole record ends, how many records and lines that is. With <paramref name="isEnd"/> the
    /// bytes are the file's last, and what is left without a newline is a record too, unless a quote is still open in it.
    /// </summary>
    public static RecordExtent Scan(ReadOnlySpan<byte> bytes, CsvDialect dialect, bool isEnd) =>
        dialect.Quote == 0 || !bytes.Contains(dialect.Quote) ? LineSplitter.Scan(bytes, dialect.NewLine, isEnd) : Quoted(bytes, dialect, isEnd);

    private static RecordExtent Quoted(ReadOnlySpan<byte> bytes, CsvDialect dialect, bool isEnd)
    {
        var signs = new SignWalker(bytes, dialect.NewLine, dialect.Quote);
        var (start, rows, lines, openLines) = (0, 0L, 0L, 0L);
        for (var at = signs.Next(); at >= 0; at = signs.Next())
        {
            if (bytes[at] == dialect.NewLine)
            {
                rows += LineSplitter.IsBlank(bytes[start..at]) ? 0 : 1;
                lines += openLines + 1;
                openLines = 0;
                start = at + 1;
            }
            else if (OpensField(bytes, start, at, dialect) && !CloseQuoted(bytes, at, ref signs, ref openLines, dialect))
            {
                return new RecordExtent(start, rows, lines);
            }
        }
        if (!isEnd || start == bytes.Length)
            return new RecordExtent(start, rows, lines);
        return new RecordExtent(bytes.Length, rows + (LineSplitter.IsBlank(bytes[start..]) ? 0 : 1), lines + openLines + 1);
    }

    /// <summary>Walks on to the quote that closes, and counts newlines on the way. False when it does not come.</summary>
    private static bool CloseQuoted(ReadOnlySpan<byte> bytes, int open, ref SignWalker signs, ref long lines, CsvDialect dialect)
    {
        var close = dialect.Escape == dialect.Quote ? -1 : ClosingQuote(bytes, open + 1, dialect);
        if (close < 0 && dialect.Escape != dialect.Quote)
            return false;
        for (var at = signs.Next(); at >= 0; at = signs.Next())
        {
            if (bytes[at] == dialect.NewLine)
                lines++;
            else if (close >= 0 ? at == close : at + 1 == bytes.Length || bytes[at + 1] != dialect.Quote)
                return true;
            else if (close < 0)
                signs.Next();
        }
        return false;
    }

    /// <summary>A quote opens a field only at its start; elsewhere it is a sign like any other.</summary>
    internal static bool OpensField(ReadOnlySpan<byte> bytes, int recordStart, int quote, CsvDialect dialect)
    {
        var before = quote - 1;
        while (dialect.SkipsSpaces && before >= recordStart && bytes[before] == (byte)' ')
            before--;
        return before < recordStart || bytes[before] == dialect.Delimiter;
    }

    /// <summary>The place of the quote that closes what was opened before <paramref name="at"/>; -1 when it does not come.</summary>
    internal static int ClosingQuote(ReadOnlySpan<byte> bytes, int at, CsvDialect dialect)
    {
        var escape = dialect.Escape == 0 ? dialect.Quote : dialect.Escape;
        while (at < bytes.Length)
        {
            var step = bytes[at..].IndexOfAny(dialect.Quote, escape);
            if (step < 0)
                return -1;
            at += step;
            var doubled = at + 1 < bytes.Length && bytes[at + 1] == dialect.Quote;
            if (bytes[at] == dialect.Quote && !(dialect.Escape == dialect.Quote && doubled))
                return at;
            at += 2;
        }
        return -1;
    }
}
