using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Tarn.Storage.Local;

/// <summary>
/// Memory that several use at a time, such as one who reads what another writes to a file. Whoever has it may hand it on with <see cref="Retain"/>, and each
/// lets go of it once with <see cref="Release"/>; the last gives it back. One of the usual size does not move, and begins where a sector of a disk may.
/// </summary>
public sealed class SharedBlock
{
    /// <summary>How many bytes a block has unless more are asked for: half of what a core's own cache holds, since every byte is looked at several times.</summary>
    public const int UsualBytes = 1 << 19;

    /// <summary>What direct writing wants its addresses, places and lengths to be multiples of, in bytes.</summary>
    public const int SectorBytes = 4096;

    /// <summary>Bytes behind the block that may be read (they say nothing), so that whole vectors can be loaded at its end.</summary>
    public const int PaddingBytes = 64;

    /// <summary>The largest block.</summary>
    public static readonly int BytesMax = Array.MaxLength - PaddingBytes;

    private static readonly ConcurrentBag<byte[]> Spare = [];

    private readonly bool _isUsual;
    private int _users = 1;

    private SharedBlock(byte[] bytes, bool isUsual)
    {
        (Bytes, _isUsual) = (bytes, isUsual);
        var past = isUsual ? (int)(Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0) % SectorBytes) : 0;
        Start = past == 0 ? 0 : SectorBytes - past;
        End = isUsual ? Start + UsualBytes : bytes.Length - PaddingBytes;
    }

    /// <summary>The array that the block lies in.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where in the array the block begins.</summary>
    public int Start { get; }

    /// <summary>Where it ends.</summary>
    public int End { get; }

    /// <summary>A block of its caller's own, whose content is not cleared.</summary>
    /// <param name="bytes">How many it has at least; at most <see cref="BytesMax"/>.</param>
    public static SharedBlock Rent(int bytes = UsualBytes)
    {
        if (bytes > UsualBytes)
            return new SharedBlock(ArrayPool<byte>.Shared.Rent(bytes + PaddingBytes), isUsual: false);
        return new SharedBlock(Spare.TryTake(out var spare) ? spare : NewUsual(), isUsual: true);
    }

    /// <summary>Whether a sector may begin at a place in the array.</summary>
    public bool IsSector(int at) => _isUsual && (at - Start) % SectorBytes == 0;

    /// <summary>One more uses it.</summary>
    public void Retain() => Interlocked.Increment(ref _users);

    /// <summary>One less uses it.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0)
            return;
        if (_isUsual)
            Spare.Add(Bytes);
        else
            ArrayPool<byte>.Shared.Return(Bytes);
    }

    private static byte[] NewUsual() => GC.AllocateUninitializedArray<byte>(UsualBytes + SectorBytes + PaddingBytes, pinned: true);
}
