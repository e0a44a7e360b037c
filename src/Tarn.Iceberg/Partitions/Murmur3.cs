using System.Buffers.Binary;
using System.Numerics;

namespace Tarn.Iceberg.Partitions;

/// <summary>The 32-bit Murmur3 hash, x86 variant, seed 0 (spec, Appendix B).</summary>
internal static class Murmur3
{
    private const uint C1 = 0xCC9E2D51;
    private const uint C2 = 0x1B873593;

    /// <summary>The hash of bytes.</summary>
    public static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 0u;
        var rest = bytes;
        for (; rest.Length >= 4; rest = rest[4..])
            hash = (BitOperations.RotateLeft(hash ^ Mix(BinaryPrimitives.ReadUInt32LittleEndian(rest)), 13) * 5) + 0xE6546B64;
        var tail = 0u;
        for (var i = rest.Length - 1; i >= 0; i--)
            tail = (tail << 8) | rest[i];
        hash ^= Mix(tail) ^ (uint)bytes.Length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return (int)(hash ^ (hash >> 16));
    }

    /// <summary>The hash of eight bytes, little-endian.</summary>
    public static int Hash(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Hash(bytes);
    }

    private static uint Mix(uint k) => BitOperations.RotateLeft(k * C1, 15) * C2;
}
