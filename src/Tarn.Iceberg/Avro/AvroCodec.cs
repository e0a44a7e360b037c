using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using IronSnappy;

namespace Tarn.Iceberg.Avro;

/// <summary>The compressions of container files: <c>null</c> and <c>deflate</c> both ways, <c>snappy</c> for reading.</summary>
internal static class AvroCodec
{
    /// <summary>No compression.</summary>
    public const string None = "null";

    /// <summary>Raw deflate (RFC 1951), without a zlib header.</summary>
    public const string Deflate = "deflate";

    private const string Snappy = "snappy";

    /// <summary>Larger blocks are refused; writers cut them at 64 KB or so.</summary>
    private const int BlockBytesMax = 1 << 29;

    /// <summary>Snappy's best: a copy of 3 bytes stands for 64.</summary>
    private const int SnappyRatioMax = 22;

    /// <summary>Refuses a codec that cannot be read.</summary>
    /// <exception cref="IcebergException">Unsupported, with file and codec.</exception>
    public static void Check(string codec, string location)
    {
        if (codec is not (None or Deflate or Snappy))
            throw IcebergException.Unsupported(location, $"is compressed with the Avro codec '{codec}'; 'null', 'deflate' and 'snappy' can be read. Rewrite the table's manifests with deflate.");
    }

    /// <summary>The bytes of a block as they were before compression.</summary>
    /// <param name="codec">The file's codec.</param>
    /// <param name="block">The block.</param>
    /// <param name="location">The file, for messages.</param>
    /// <param name="buffer">Pooled memory that may hold the bytes; a larger one takes its place when it is too small.</param>
    public static ReadOnlyMemory<byte> Decompress(string codec, ReadOnlyMemory<byte> block, string location, ref byte[] buffer)
    {
        try
        {
            return codec switch
            {
                Deflate => Inflate(block, location, ref buffer),
                Snappy => Unsnap(block.Span, location),
                _ => block,
            };
        }
        catch (Exception e) when (e is not IcebergException)
        {
            throw IcebergException.Corrupt(location, $"has a block that {codec} cannot unpack.", e);
        }
    }

    /// <summary>The bytes of a block as the file holds them.</summary>
    public static ReadOnlySpan<byte> Compress(string codec, ReadOnlySpan<byte> block)
    {
        if (codec is not Deflate)
            return block;
        var packed = new MemoryStream(block.Length / 2);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(block);
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static Memory<byte> Inflate(ReadOnlyMemory<byte> block, string location, ref byte[] buffer)
    {
        var packed = MemoryMarshal.TryGetArray(block, out var segment) ? segment : new ArraySegment<byte>(block.ToArray());
        using var input = new MemoryStream(packed.Array!, packed.Offset, packed.Count, writable: false);
        using var inflate = new DeflateStream(input, CompressionMode.Decompress);
        for (var filled = 0; ;)
        {
            if (filled == buffer.Length)
                Grow(ref buffer);
            var read = inflate.Read(buffer, filled, Math.Min(buffer.Length, BlockBytesMax) - filled);
            if (read == 0)
                return buffer.AsMemory(0, filled);
            filled += read;
            if (filled >= BlockBytesMax)
                throw IcebergException.Corrupt(location, $"has a block of more than {BlockBytesMax} bytes.");
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(1 << 16, buffer.Length * 2));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static byte[] Unsnap(ReadOnlySpan<byte> block, string location)
    {
        if (block.Length < 5)
            throw IcebergException.Corrupt(location, "has a snappy block without its check sum.");
        var packed = block[..^4];
        var length = LengthOf(packed, location);
        if (length > (long)packed.Length * SnappyRatioMax)
            throw IcebergException.Corrupt(location, $"has a snappy block of {packed.Length} bytes that claims to hold {length}.");
        var bytes = global::IronSnappy.Snappy.Decode(packed);
        if (bytes.Length != length || Crc32.Of(bytes) != BinaryPrimitives.ReadUInt32BigEndian(block[^4..]))
            throw IcebergException.Corrupt(location, "has a snappy block whose check sum is wrong.");
        return bytes;
    }

    /// <summary>The length before compression, which snappy puts first as a variable-length integer of 32 bits.</summary>
    private static long LengthOf(ReadOnlySpan<byte> packed, string location)
    {
        long length = 0;
        for (var i = 0; i < Math.Min(5, packed.Length); i++)
        {
            length |= (long)(packed[i] & 0x7F) << (7 * i);
            if (packed[i] < 0x80)
                return length;
        }
        throw IcebergException.Corrupt(location, "has a snappy block without a length.");
    }
}
