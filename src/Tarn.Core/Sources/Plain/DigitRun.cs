using System.Buffers.Binary;
using System.Numerics;

namespace Tarn.Sources.Plain;

/// <summary>Digits of ASCII, eight at a time in one register (Lemire, "Quickly parsing eight digits", 2018).</summary>
internal static class DigitRun
{
    private const int WordBytes = 8;

    private static ReadOnlySpan<long> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Passes the digits from a place on and puts them behind those of a number, whose overflow nobody looks at; the place after them.</summary>
    public static int Pass(ReadOnlySpan<byte> text, int at, ref long number)
    {
        while (at + WordBytes <= text.Length)
        {
            var digits = BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) ^ 0x3030303030303030;
            var count = CountOf(digits);
            if (count == 0)
                return at;
            number = (number * Powers[count]) + NumberOf(digits << (8 * (WordBytes - count)));
            at += count;
            if (count < WordBytes)
                return at;
        }
        for (; at < text.Length && (uint)(text[at] - '0') is <= 9 and var digit; at++)
            number = (number * 10) + digit;
        return at;
    }

    /// <summary>How many bytes from the lowest on are at most 9. What a larger byte carries over spoils only those above it.</summary>
    private static int CountOf(ulong digits) => BitOperations.TrailingZeroCount(((digits + 0x7676767676767676) | digits) & 0x8080808080808080) / 8;

    private static long NumberOf(ulong digits)
    {
        var pairs = (digits * 10) + (digits >> 8);
        var high = (pairs & 0x000000FF000000FF) * 0x000F424000000064;
        var low = ((pairs >> 16) & 0x000000FF000000FF) * 0x0000271000000001;
        return (long)((high + low) >> 32);
    }
}
