using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tarn.Sources;

/// <summary>The steps of XXH64 (doc/xxhash_spec.md of Cyan4973/xxHash, "XXH64 Algorithm Description"): four lanes that each take a quarter of a stripe.</summary>
internal struct HashLanes(ulong seed)
{
    /// <summary>Fewer bytes have no lanes.</summary>
    public const int StripeBytes = 32;

    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    private ulong _a = seed + Prime1 + Prime2;
    private ulong _b = seed + Prime2;
    private ulong _c = seed;
    private ulong _d = seed - Prime1;

    /// <summary>What the lanes come to.</summary>
    public readonly ulong Joined
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var hash = BitOperations.RotateLeft(_a, 1) + BitOperations.RotateLeft(_b, 7) + BitOperations.RotateLeft(_c, 12) + BitOperations.RotateLeft(_d, 18);
            return Join(Join(Join(Join(hash, _a), _b), _c), _d);
        }
    }

    /// <summary>What stands for the lanes of fewer bytes than a stripe.</summary>
    public static ulong OfFew(ulong seed) => seed + Prime5;

    /// <summary>Takes the whole stripes; what is left of the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Pass(ReadOnlySpan<byte> bytes)
    {
        var (a, b, c, d) = (_a, _b, _c, _d);
        for (; bytes.Length >= StripeBytes; bytes = bytes[StripeBytes..])
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
        }
        (_a, _b, _c, _d) = (a, b, c, d);
        return bytes;
    }

    /// <summary>The hash, from the lanes, the bytes after the last whole stripe, and how many bytes there were in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Finish(ulong lanes, ReadOnlySpan<byte> rest, ulong length)
    {
        var hash = lanes + length;
        for (; rest.Length >= 8; rest = rest[8..])
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
        if (rest.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
            rest = rest[4..];
        }
        foreach (var single in rest)
            hash = BitOperations.RotateLeft(hash ^ (single * Prime5), 11) * Prime1;
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;
}
