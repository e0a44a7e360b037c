using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tarn.Sources.Plain;

/// <summary>Bytes that are expected somewhere, made ready to be compared all at once.</summary>
internal readonly struct KnownBytes
{
    private readonly Vector256<byte> _first;
    private readonly uint _mask;
    private readonly byte[] _bytes;

    public KnownBytes(byte[] bytes)
    {
        Span<byte> first = stackalloc byte[Vector256<byte>.Count];
        first.Clear();
        bytes.AsSpan(0, Math.Min(bytes.Length, first.Length)).CopyTo(first);
        _first = Vector256.Create((ReadOnlySpan<byte>)first);
        _mask = bytes.Length < first.Length ? (1u << bytes.Length) - 1 : uint.MaxValue;
        _bytes = bytes;
    }

    /// <summary>How many they are.</summary>
    public int Length => _bytes.Length;

    /// <summary>Whether they stand at a place of other bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool StandsAt(ReadOnlySpan<byte> bytes, int at) =>
        _bytes.Length <= Vector256<byte>.Count && at + Vector256<byte>.Count <= bytes.Length
            ? (Vector256.Equals(Vector256.Create(bytes.Slice(at, Vector256<byte>.Count)), _first).ExtractMostSignificantBits() & _mask) == _mask
            : bytes[at..].StartsWith(_bytes);
}
