using System.Numerics;
using System.Runtime.Intrinsics;

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
        var (lines, blank) = Count(whole, newLine);
        var rows = lines - blank;
        if (isEnd && end < bytes.Length)
            return new RecordExtent(bytes.Length, rows + (IsBlank(bytes[end..]) ? 0 : 1), lines + 1);
        return new RecordExtent(end, rows, lines);
    }

    /// <summary>True for a line without content: nothing, or the CR of a CR LF.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line.Length == 0 || (line.Length == 1 && line[0] == (byte)'\r');

    /// <summary>Lines, and the blank ones among them, in one look at the bytes: a line is blank when its end follows another's.</summary>
    private static (long Lines, long Blank) Count(ReadOnlySpan<byte> whole, byte newLine)
    {
        var (lines, blank, endedBefore, at) = (0L, 0L, 1u, 0);
        var returns = Vector256<byte>.Zero;
        for (; at + Vector256<byte>.Count <= whole.Length; at += Vector256<byte>.Count)
        {
            var signs = Vector256.Create(whole.Slice(at, Vector256<byte>.Count));
            var ends = Vector256.Equals(signs, Vector256.Create(newLine)).ExtractMostSignificantBits();
            lines += BitOperations.PopCount(ends);
            blank += BitOperations.PopCount(ends & ((ends << 1) | endedBefore));
            endedBefore = ends >> 31;
            returns |= Vector256.Equals(signs, Vector256.Create((byte)'\r'));
        }
        for (; at < whole.Length; at++)
        {
            var end = whole[at] == newLine ? 1u : 0;
            (lines, blank, endedBefore) = (lines + end, blank + (end & endedBefore), end);
        }
        var mayHaveReturns = newLine != (byte)'\r' && (returns != Vector256<byte>.Zero || whole[^Math.Min(whole.Length, Vector256<byte>.Count)..].Contains((byte)'\r'));
        return (lines, mayHaveReturns ? blank + BlankReturns(whole, newLine) : blank);
    }

    /// <summary>Lines that are a CR alone.</summary>
    private static long BlankReturns(ReadOnlySpan<byte> whole, byte newLine)
    {
        ReadOnlySpan<byte> blank = [newLine, (byte)'\r', newLine];
        var lines = whole.Length > 1 && whole[0] == (byte)'\r' && whole[1] == newLine ? 1L : 0;
        for (var at = whole.IndexOf(blank); at >= 0; at = Next(whole, at + 1, blank))
            lines++;
        return lines;
    }

    private static int Next(ReadOnlySpan<byte> whole, int from, ReadOnlySpan<byte> pattern) =>
        whole[from..].IndexOf(pattern) is >= 0 and var step ? from + step : -1;
}
