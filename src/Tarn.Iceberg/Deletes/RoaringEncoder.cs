using System.Buffers;
using System.Buffers.Binary;

namespace Tarn.Iceberg.Deletes;

/// <summary>Writes bitmaps of 64 bits in the portable Roaring format ("General layout" and "Extension for 64-bit implementations"), without runs.</summary>
internal static class RoaringEncoder
{
    private const int KeyBits = 16;

    /// <summary>The positions.</summary>
    public static void Write(RowPositions rows, IBufferWriter<byte> output)
    {
        var bitmaps = rows.Containers.GroupBy(container => container.Key >> KeyBits).ToList();
        WriteLong(output, bitmaps.Count);
        foreach (var bitmap in bitmaps)
        {
            WriteInt(output, checked((uint)bitmap.Key));
            WriteBitmap(output, [.. bitmap.Select(container => (Key: (ushort)container.Key, container.Container))]);
        }
    }

    private static void WriteBitmap(IBufferWriter<byte> output, IReadOnlyList<(ushort Key, PositionContainer Container)> containers)
    {
        WriteInt(output, RoaringLayout.Cookie);
        WriteInt(output, (uint)containers.Count);
        foreach (var (key, container) in containers)
        {
            WriteShort(output, key);
            WriteShort(output, (ushort)(container.Count - 1));
        }
        var offset = (uint)(8 + (containers.Count * 8));
        foreach (var (_, container) in containers)
        {
            WriteInt(output, offset);
            offset += (uint)BytesOf(container);
        }
        foreach (var (_, container) in containers)
            WriteContainer(output, container);
    }

    private static int BytesOf(PositionContainer container) =>
        container.Count > PositionContainer.ListedMax ? BitPositions.Words * sizeof(ulong) : container.Count * sizeof(ushort);

    private static void WriteContainer(IBufferWriter<byte> output, PositionContainer container)
    {
        if (container.Count <= PositionContainer.ListedMax)
        {
            foreach (var value in container.Values())
                WriteShort(output, value);
            return;
        }
        var words = new ulong[BitPositions.Words];
        foreach (var value in container.Values())
            words[value >> 6] |= 1UL << (value & 63);
        foreach (var word in words)
            WriteLong(output, unchecked((long)word));
    }

    private static void WriteShort(IBufferWriter<byte> output, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(2), value);
        output.Advance(2);
    }

    private static void WriteInt(IBufferWriter<byte> output, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    private static void WriteLong(IBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }
}
