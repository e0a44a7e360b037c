using System.Numerics;

namespace Tarn.Iceberg.Deletes;

/// <summary>A bitmap container: a bit for each of the 65,536 numbers.</summary>
internal sealed class BitPositions(ulong[] words) : PositionContainer
{
    /// <summary>64-bit words of a bitmap.</summary>
    public const int Words = Span / 64;

    public override int Count { get; } = words.Sum(BitOperations.PopCount);

    public override int Bytes => Words * sizeof(ulong);

    public override bool Contains(ushort value) => (words[value >> 6] & (1UL << (value & 63))) != 0;

    public override void Clear(int first, Span<bool> live)
    {
        for (var i = 0; i < live.Length; i++)
            live[i] &= !Contains((ushort)(first + i));
    }

    public override IEnumerable<ushort> Values()
    {
        for (var word = 0; word < words.Length; word++)
        {
            for (var left = words[word]; left != 0; left &= left - 1)
                yield return (ushort)((word << 6) + BitOperations.TrailingZeroCount(left));
        }
    }
}
