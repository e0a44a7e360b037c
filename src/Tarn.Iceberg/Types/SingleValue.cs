using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Tarn.Iceberg.Types;

/// <summary>Single values as bytes (spec, Appendix D, "Binary single-value serialization"): bounds of files and of partitions.</summary>
public static class SingleValue
{
    private const long MicrosOfDay = 86_400_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a value.</summary>
    /// <exception cref="IcebergException">Invalid: the value is not held as <see cref="IcebergType"/> tells, or the type has no such form.</exception>
    public static byte[] Encode(IcebergType type, object value) => (type, value) switch
    {
        (IcebergType.Boolean, bool v) => [v ? (byte)1 : (byte)0],
        (IcebergType.Int or IcebergType.Date, int v) => Int32(v),
        (IcebergType.Long or IcebergType.Time or IcebergType.Timestamp or IcebergType.TimestampNanos, long v) => Int64(v),
        (IcebergType.Float, float v) => Int32(BitConverter.SingleToInt32Bits(v)),
        (IcebergType.Double, double v) => Int64(BitConverter.DoubleToInt64Bits(v)),
        (IcebergType.Decimal, BigInteger v) => v.ToByteArray(isBigEndian: true),
        (IcebergType.String, string v) => Encoding.UTF8.GetBytes(v),
        (IcebergType.Uuid, Guid v) => v.ToByteArray(bigEndian: true),
        (IcebergType.Fixed or IcebergType.Binary, byte[] v) => v,
        _ => throw new IcebergException(IcebergFault.Invalid, $"A {value.GetType().Name} is not held as a value of the Iceberg type {type}."),
    };

    /// <summary>
    /// The value of bytes that were written when the column had this type or one it was promoted from (spec, "Schema Evolution": int for
    /// long, float for double, a narrower decimal, date for timestamp). Null when they are no value of the type: then nothing is known.
    /// </summary>
    public static object? Decode(IcebergType type, ReadOnlySpan<byte> bytes) => type switch
    {
        IcebergType.String => Text(bytes),
        IcebergType.Fixed or IcebergType.Binary => bytes.ToArray(),
        IcebergType.Decimal => bytes.Length > 0 ? new BigInteger(bytes, isBigEndian: true) : null,
        _ => bytes.Length switch
        {
            1 => type is IcebergType.Boolean ? bytes[0] != 0 : null,
            4 => FromFour(type, BinaryPrimitives.ReadInt32LittleEndian(bytes)),
            8 => FromEight(type, BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            16 => type is IcebergType.Uuid ? new Guid(bytes, bigEndian: true) : null,
            _ => null,
        },
    };

    private static object? FromFour(IcebergType type, int bits) => type switch
    {
        IcebergType.Int or IcebergType.Date => bits,
        IcebergType.Long => (long)bits,
        IcebergType.Float => BitConverter.Int32BitsToSingle(bits),
        IcebergType.Double => (double)BitConverter.Int32BitsToSingle(bits),
        IcebergType.Timestamp { WithZone: false } => UnitsOf(bits, MicrosOfDay),
        IcebergType.TimestampNanos { WithZone: false } => UnitsOf(bits, MicrosOfDay * 1000),
        _ => null,
    };

    private static object? FromEight(IcebergType type, long bits) => type switch
    {
        IcebergType.Long or IcebergType.Time or IcebergType.Timestamp or IcebergType.TimestampNanos => bits,
        IcebergType.Double => BitConverter.Int64BitsToDouble(bits),
        _ => null,
    };

    /// <summary>Null for days whose units do not fit into 64 bits.</summary>
    private static object? UnitsOf(int days, long unitsOfDay)
    {
        var units = (Int128)days * unitsOfDay;
        return units >= long.MinValue && units <= long.MaxValue ? (long)units : null;
    }

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Int64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
