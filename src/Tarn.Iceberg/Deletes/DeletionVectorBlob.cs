using System.Buffers;
using System.Buffers.Binary;
using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Deletes;

/// <summary>Reads and writes the deletion vector of one data file (puffin spec, "deletion-vector-v1 blob type").</summary>
public static class DeletionVectorBlob
{
    private const int FrameBytes = 12;

    private static ReadOnlySpan<byte> Magic => [0xD1, 0xD3, 0x39, 0x64];

    /// <summary>The positions of deleted rows: length, magic and check sum are looked at first.</summary>
    /// <param name="blob">The blob, whole.</param>
    /// <param name="location">The puffin file it lies in.</param>
    /// <exception cref="IcebergException">Corrupt: what is broken, and at which byte.</exception>
    public static RowPositions Read(ReadOnlySpan<byte> blob, string location)
    {
        if (blob.Length < FrameBytes)
            throw Broken(location, $"has {blob.Length} bytes, and the least are {FrameBytes}.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(blob);
        if (length != blob.Length - 8)
            throw Broken(location, $"tells a length of {length} at byte 0 where {blob.Length - 8} bytes lie.");
        var magicAndVector = blob[4..^4];
        if (!magicAndVector.StartsWith(Magic))
            throw Broken(location, $"has {Convert.ToHexString(magicAndVector[..4])} at byte 4 where {Convert.ToHexString(Magic)} should stand.");
        var (told, found) = (BinaryPrimitives.ReadUInt32BigEndian(blob[^4..]), Crc32.Of(magicAndVector));
        return told == found
            ? new RoaringDecoder(magicAndVector[4..], location, offset: 8).Read()
            : throw Broken(location, $"has the check sum {found:X8} where {told:X8} is told at byte {blob.Length - 4}.");
    }

    /// <summary>The blob of the positions of deleted rows.</summary>
    public static byte[] Write(RowPositions rows)
    {
        var vector = new ArrayBufferWriter<byte>();
        vector.Write(Magic);
        RoaringEncoder.Write(rows, vector);
        var blob = new byte[vector.WrittenCount + 8];
        BinaryPrimitives.WriteUInt32BigEndian(blob, (uint)vector.WrittenCount);
        vector.WrittenSpan.CopyTo(blob.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(blob.Length - 4), Crc32.Of(vector.WrittenSpan));
        return blob;
    }

    private static IcebergException Broken(string location, string what) => IcebergException.Corrupt(location, "the deletion vector " + what);
}
