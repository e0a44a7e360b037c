using System.Buffers.Binary;

namespace Tarn.Iceberg.Deletes;

/// <summary>What stands before the containers of a bitmap of 32 bits (Roaring format, "Cookie header", "Descriptive header", "Offset header").</summary>
/// <param name="count">Containers.</param>
/// <param name="runs">A bit for each container, set when it is one of runs; empty when none are.</param>
/// <param name="headers">For each container its key and its cardinality less one.</param>
/// <param name="offsets">For each container where it starts in the bitmap; empty when not told.</param>
internal readonly ref struct RoaringLayout(int count, ReadOnlySpan<byte> runs, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> offsets)
{
    /// <summary>The first number of a bitmap without runs.</summary>
    public const uint Cookie = 12346;

    /// <summary>The lower half of the first number of a bitmap with runs; the upper is the number of containers less one.</summary>
    public const uint CookieWithRuns = 12347;

    /// <summary>A bitmap with runs tells offsets from so many containers on; one without always does.</summary>
    public const int OffsetsFrom = 4;

    private readonly ReadOnlySpan<byte> _runs = runs;
    private readonly ReadOnlySpan<byte> _headers = headers;
    private readonly ReadOnlySpan<byte> _offsets = offsets;

    /// <summary>Containers.</summary>
    public int Count { get; } = count;

    /// <summary>Whether a container is one of runs.</summary>
    public bool IsRun(int index) => !_runs.IsEmpty && (_runs[index >> 3] & (1 << (index & 7))) != 0;

    /// <summary>The upper half of a container's 32-bit numbers.</summary>
    public ushort KeyOf(int index) => BinaryPrimitives.ReadUInt16LittleEndian(_headers[(index * 4)..]);

    /// <summary>How many numbers a container holds.</summary>
    public int CardinalityOf(int index) => BinaryPrimitives.ReadUInt16LittleEndian(_headers[((index * 4) + 2)..]) + 1;

    /// <summary>Where a container starts in its bitmap; null when not told.</summary>
    public uint? OffsetOf(int index) => _offsets.IsEmpty ? null : BinaryPrimitives.ReadUInt32LittleEndian(_offsets[(index * 4)..]);
}
