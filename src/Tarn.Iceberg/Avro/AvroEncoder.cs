using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Tarn.Iceberg.Avro;

/// <summary>Writes Avro's binary encoding into a buffer that grows (Avro 1.11, "Binary Encoding").</summary>
internal sealed class AvroEncoder
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Forgets what was written, keeps the room.</summary>
    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>A zig-zag variable-length integer; also Avro's int.</summary>
    public void WriteLong(long value)
    {
        var span = _buffer.GetSpan(10);
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var n = 0;
        for (; rest >= 0x80; rest >>= 7)
            span[n++] = (byte)(rest | 0x80);
        span[n++] = (byte)rest;
        _buffer.Advance(n);
    }

    /// <summary>One byte, 0 or 1.</summary>
    public void WriteBoolean(bool value) => WriteFixed([value ? (byte)1 : (byte)0]);

    /// <summary>Four bytes, little-endian.</summary>
    public void WriteFloat(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    /// <summary>Eight bytes, little-endian.</summary>
    public void WriteDouble(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    /// <summary>Bytes as they are.</summary>
    public void WriteFixed(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>Bytes after their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteLong(bytes.Length);
        _buffer.Write(bytes);
    }

    /// <summary>UTF-8 text after its length in bytes.</summary>
    public void WriteString(string text)
    {
        WriteLong(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _buffer);
    }

    /// <summary>The choice in a union of null and a type; true when a value must follow.</summary>
    public bool WriteOptional(bool present)
    {
        WriteLong(present ? 1 : 0);
        return present;
    }

    /// <summary>A union of null and long.</summary>
    public void WriteOptionalLong(long? value)
    {
        if (WriteOptional(value is not null))
            WriteLong(value!.Value);
    }

    /// <summary>A union of null and bytes.</summary>
    public void WriteOptionalBytes(byte[]? value)
    {
        if (WriteOptional(value is not null))
            WriteBytes(value);
    }
}
