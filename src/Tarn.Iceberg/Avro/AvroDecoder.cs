using System.Buffers.Binary;
using System.Text;

namespace Tarn.Iceberg.Avro;

/// <summary>
/// Reads Avro's binary encoding from a span, forward only (Avro 1.11, "Binary Encoding"). Every length is checked against the bytes that
/// are left before anything is allocated; what is wrong is told as <see cref="IcebergFault.Corrupt"/>.
/// </summary>
internal ref struct AvroDecoder(ReadOnlySpan<byte> bytes, string location)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly string _location = location;
    private int _position;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Left => _bytes.Length - _position;

    /// <summary>Bytes read.</summary>
    public readonly int Position => _position;

    /// <summary>A zig-zag variable-length integer of at most 64 bits.</summary>
    public long ReadLong()
    {
        var left = _bytes[_position..];
        if (left.Length > 1)
        {
            if (left[0] is < 0x80 and var one)
            {
                _position++;
                return (one >> 1) ^ -(one & 1);
            }
            if (left[1] < 0x80)
            {
                _position += 2;
                var two = (left[0] & 0x7F) | (left[1] << 7);
                return (two >> 1) ^ -(two & 1);
            }
        }
        return ReadLongBytes();
    }

    private long ReadLongBytes()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position >= _bytes.Length)
                throw Broken("ends inside a number");
            var next = _bytes[_position++];
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)(value >> 1) ^ -(long)(value & 1);
        }
        throw Broken("has a number of more than 64 bits");
    }

    /// <summary>As <see cref="ReadLong"/>, of 32 bits.</summary>
    public int ReadInt()
    {
        var value = ReadLong();
        return value == (int)value ? (int)value : throw Broken($"has {value} where a 32-bit number should stand");
    }

    /// <summary>One byte, 0 or 1.</summary>
    public bool ReadBoolean() => ReadFixed(1)[0] switch
    {
        0 => false,
        1 => true,
        var other => throw Broken($"has {other} where a boolean should stand"),
    };

    /// <summary>Four bytes, little-endian.</summary>
    public float ReadFloat() => BinaryPrimitives.ReadSingleLittleEndian(ReadFixed(4));

    /// <summary>Eight bytes, little-endian.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(ReadFixed(8));

    /// <summary>Bytes after their length; a view of the input.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadLong();
        return length >= 0 && length <= Left ? ReadFixed((int)length) : throw Broken($"has a length of {length} where {Left} bytes are left");
    }

    /// <summary>UTF-8 text after its length in bytes.</summary>
    public string ReadString()
    {
        var text = ReadBytes();
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw IcebergException.Corrupt(_location, $"has text that is not UTF-8 before byte {_position} of a block.", e);
        }
    }

    /// <summary><paramref name="length"/> bytes; a view of the input.</summary>
    public ReadOnlySpan<byte> ReadFixed(int length)
    {
        if (length > Left)
            throw Broken($"ends where {length} bytes should follow");
        var start = _position;
        _position += length;
        return _bytes.Slice(start, length);
    }

    /// <summary>
    /// How many items follow in this block of an array or map; 0 ends it. Refused when they could not fit, at
    /// <paramref name="itemBytesMin"/> each, into the bytes that are left.
    /// </summary>
    public int ReadItemCount(int itemBytesMin)
    {
        var count = ReadLong();
        if (count < 0)
        {
            var size = ReadLong();
            if (count == long.MinValue || size < 0 || size > Left)
                throw Broken($"has a block of {size} bytes where {Left} are left");
            count = -count;
        }
        if (count > 0 && (itemBytesMin == 0 || count > Left / itemBytesMin))
            throw Broken($"has {count} items where {Left} bytes are left");
        return (int)count;
    }

    /// <summary>The branch of a union that follows.</summary>
    public AvroSchema ReadBranch(AvroSchema.Union union)
    {
        var branch = ReadLong();
        return branch >= 0 && branch < union.Branches.Count
            ? union.Branches[(int)branch]
            : throw Broken($"chooses type {branch} of a union of {union.Branches.Count}");
    }

    /// <summary>The type of the value that follows: the chosen branch of a union, otherwise the type itself.</summary>
    public AvroSchema Resolve(AvroSchema schema) => schema is AvroSchema.Union union ? ReadBranch(union) : schema;

    /// <summary>What is wrong here, with the position.</summary>
    public readonly IcebergException Broken(string what) => IcebergException.Corrupt(_location, $"{what}, at byte {_position} of a block.");

    /// <summary>A value of another type than the format has there.</summary>
    public readonly IcebergException Unexpected(AvroSchema schema, string wanted) =>
        IcebergException.Corrupt(_location, $"holds {schema.GetType().Name.ToLowerInvariant()} where Iceberg has {wanted}.");
}
