using System.Buffers.Binary;

namespace Tarn.Iceberg.Deletes;

/// <summary>
/// Reads bitmaps of 64 bits in the portable Roaring format ("General layout" and "Extension for 64-bit implementations"). Every count is checked against
/// the bytes that are left before anything is allocated; what is wrong is told as <see cref="IcebergFault.Corrupt"/> with its byte.
/// </summary>
/// <param name="bytes">The vector.</param>
/// <param name="location">The file it lies in.</param>
/// <param name="offset">Where the vector starts in its blob.</param>
internal ref struct RoaringDecoder(ReadOnlySpan<byte> bytes, string location, int offset)
{
    private const int BitmapBytesMin = 12;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly string _location = location;
    private readonly int _offset = offset;
    private readonly List<long> _keys = [];
    private readonly List<PositionContainer> _containers = [];
    private int _position;

    private readonly int Left => _bytes.Length - _position;

    /// <summary>All of the bytes as positions.</summary>
    public RowPositions Read()
    {
        var count = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        if (count > (ulong)(Left / BitmapBytesMin))
            throw Broken($"has {count} bitmaps where {Left} bytes are left");
        for (var last = -1L; count > 0; count--)
            last = ReadBitmap(last);
        return Left == 0 ? new RowPositions([.. _keys], [.. _containers]) : throw Broken($"goes on for {Left} bytes after its last bitmap");
    }

    /// <summary>One bitmap of 32 bits; its key.</summary>
    private long ReadBitmap(long lastKey)
    {
        long key = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        if (key > int.MaxValue)
            throw Broken($"has the key {key}, and positions have no more than 63 bits");
        if (key <= lastKey)
            throw Broken($"has the key {key} behind {lastKey}");
        var start = _position;
        var layout = ReadLayout();
        for (var i = 0; i < layout.Count; i++)
        {
            if (layout.OffsetOf(i) is { } told && told != _position - start)
                throw Broken($"has a container elsewhere than at byte {told} of its bitmap");
            _keys.Add((key << 16) | layout.KeyOf(i));
            _containers.Add(ReadContainer(layout.IsRun(i), layout.CardinalityOf(i)));
        }
        return key;
    }

    /// <summary>The cookie, the flags of runs, the keys and cardinalities and the offsets that stand before a bitmap's containers.</summary>
    private RoaringLayout ReadLayout()
    {
        var cookie = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        var hasRuns = (cookie & 0xFFFF) == RoaringLayout.CookieWithRuns;
        if (!hasRuns && cookie != RoaringLayout.Cookie)
            throw Broken($"has the cookie {cookie} where {RoaringLayout.Cookie} or {RoaringLayout.CookieWithRuns} should stand");
        var count = hasRuns ? (cookie >> 16) + 1 : BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        if (count > PositionContainer.Span)
            throw Broken($"has {count} containers in one bitmap");
        var runs = hasRuns ? Take((int)(count + 7) / 8) : [];
        var headers = Take((int)count * 4);
        var offsets = hasRuns && count < RoaringLayout.OffsetsFrom ? [] : Take((int)count * 4);
        var layout = new RoaringLayout((int)count, runs, headers, offsets);
        for (var i = 1; i < count; i++)
        {
            if (layout.KeyOf(i) <= layout.KeyOf(i - 1))
                throw Broken($"has the container {layout.KeyOf(i)} behind {layout.KeyOf(i - 1)}");
        }
        return layout;
    }

    private PositionContainer ReadContainer(bool isRun, int cardinality)
    {
        PositionContainer container = isRun ? ReadRuns() : cardinality > PositionContainer.ListedMax ? ReadBits() : ReadListed(cardinality);
        return container.Count == cardinality ? container : throw Broken($"has a container of {container.Count} positions whose header tells {cardinality}");
    }

    private ListedPositions ReadListed(int cardinality)
    {
        var values = ReadNumbers(cardinality);
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] <= values[i - 1])
                throw Broken($"has the position {values[i]} behind {values[i - 1]}");
        }
        return new ListedPositions(values);
    }

    private BitPositions ReadBits()
    {
        var content = Take(BitPositions.Words * sizeof(ulong));
        var words = new ulong[BitPositions.Words];
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(content[(i * sizeof(ulong))..]);
        return new BitPositions(words);
    }

    private RunPositions ReadRuns()
    {
        var count = BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
        var pairs = ReadNumbers(count * 2);
        var (firsts, lasts) = (new ushort[count], new ushort[count]);
        for (var i = 0; i < count; i++)
        {
            var (first, last) = (pairs[i * 2], pairs[i * 2] + pairs[(i * 2) + 1]);
            if (last > ushort.MaxValue || (i > 0 && first <= lasts[i - 1]))
                throw Broken($"has a run from {first} to {last}, out of its container or into the run before");
            (firsts[i], lasts[i]) = (first, (ushort)last);
        }
        return new RunPositions(firsts, lasts);
    }

    private ushort[] ReadNumbers(int count)
    {
        var content = Take(count * sizeof(ushort));
        var values = new ushort[count];
        for (var i = 0; i < count; i++)
            values[i] = BinaryPrimitives.ReadUInt16LittleEndian(content[(i * sizeof(ushort))..]);
        return values;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Left)
            throw Broken($"ends where {length} bytes should follow");
        _position += length;
        return _bytes.Slice(_position - length, length);
    }

    private readonly IcebergException Broken(string what) =>
        IcebergException.Corrupt(_location, $"the deletion vector {what}, at byte {_offset + _position} of its blob.");
}
