namespace Tarn.Sources.Blocks;

/// <summary>Splits text in which every line is a record. Blank lines are none.</summary>
public static class LineSplitter
{
    /// <summary>How far whole lines reach: a <see cref="RecordSplitter"/> for lines that end with LF.</summary>
    public static RecordExtent Scan(ReadOnlySpan<byte> bytes, bool isEnd) => Scan(bytes, (byte)'\n', isEnd);

    /// <summary>How far whole lines reach, for lines that end with the sign.</summary>
    public static RecordExtent Scan(ReadOnlySpan<byte> bytes, byte newLine, bool isEnd)
    {
        var end = bytes.LastIndexOf(newLine) + 1;
        var whole = bytes[..end];
        long lines = whole.Count(newLine);
        var rows = lines - BlankLines(whole, newLine);
        if (isEnd && end < bytes.Length)
            return new RecordExtent(bytes.Length, rows + (IsBlank(bytes[end..]) ? 0 : 1), lines + 1);
        return new RecordExtent(end, rows, lines);
    }

    /// <summary>True for a line without content: nothing, or the CR of a CR LF.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line.Length == 0 || (line.Length == 1 && line[0] == (byte)'\r');

    private static long BlankLines(ReadOnlySpan<byte> whole, byte newLine)
    {
        ReadOnlySpan<byte> pair = [newLine, newLine];
        ReadOnlySpan<byte> crlf = [newLine, (byte)'\r', newLine];
        var first = whole.IndexOf(newLine);
        var blank = first >= 0 && IsBlank(whole[..first]) ? 1L : 0;
        for (var at = whole.IndexOf(pair); at >= 0; at = Next(whole, at + 1, pair))
            blank++;
        for (var at = newLine == (byte)'\r' || !whole.Contains((byte)'\r') ? -1 : whole.IndexOf(crlf); at >= 0; at = Next(whole, at + 1, crlf))
            blank++;
        return blank;
    }

    private static int Next(ReadOnlySpan<byte> whole, int from, ReadOnlySpan<byte> pattern) =>
        whole[from..].IndexOf(pattern) is >= 0 and var step ? from + step : -1;
}
