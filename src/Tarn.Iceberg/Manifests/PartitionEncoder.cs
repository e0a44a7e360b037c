using System.Numerics;
using Tarn.Iceberg.Avro;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Manifests;

/// <summary>Writes partition tuples as <see cref="PartitionRecordSchema"/> declares them.</summary>
internal static class PartitionEncoder
{
    /// <summary>Writes the tuple.</summary>
    /// <exception cref="IcebergException">Invalid: it has not one value, held as <see cref="IcebergType"/> tells, for each field.</exception>
    public static void Write(AvroEncoder encoder, IReadOnlyList<IcebergType> types, IReadOnlyList<object?> tuple)
    {
        if (tuple.Count != types.Count)
            throw new IcebergException(IcebergFault.Invalid, $"A partition tuple of {tuple.Count} values does not fit a spec of {types.Count} fields.");
        for (var i = 0; i < types.Count; i++)
        {
            if (encoder.WriteOptional(tuple[i] is not null))
                WriteValue(encoder, types[i], tuple[i]!);
        }
    }

    private static void WriteValue(AvroEncoder encoder, IcebergType type, object value)
    {
        switch (type, value)
        {
            case (IcebergType.Boolean, bool v): encoder.WriteBoolean(v); break;
            case (IcebergType.Int or IcebergType.Date, int v): encoder.WriteLong(v); break;
            case (IcebergType.Long or IcebergType.Time or IcebergType.Timestamp or IcebergType.TimestampNanos, long v): encoder.WriteLong(v); break;
            case (IcebergType.Float, float v): encoder.WriteFloat(v); break;
            case (IcebergType.Double, double v): encoder.WriteDouble(v); break;
            case (IcebergType.String, string v): encoder.WriteString(v); break;
            case (IcebergType.Binary, byte[] v): encoder.WriteBytes(v); break;
            case (IcebergType.Fixed f, byte[] v) when v.Length == f.Length: encoder.WriteFixed(v); break;
            case (IcebergType.Uuid, Guid v): encoder.WriteFixed(v.ToByteArray(bigEndian: true)); break;
            case (IcebergType.Decimal d, BigInteger v): WriteDecimal(encoder, v, PartitionRecordSchema.DecimalBytes(d.Precision)); break;
            default: throw new IcebergException(IcebergFault.Invalid, $"A {value.GetType().Name} is not held as a partition value of the type {type}.");
        }
    }

    private static void WriteDecimal(AvroEncoder encoder, BigInteger value, int size)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (!value.TryWriteBytes(bytes, out var written, isBigEndian: true) || written > size)
            throw new IcebergException(IcebergFault.Invalid, $"The unscaled decimal {value} does not fit {size} bytes.");
        Span<byte> padded = stackalloc byte[32];
        padded[..size].Fill(value.Sign < 0 ? byte.MaxValue : (byte)0);
        bytes[..written].CopyTo(padded[(size - written)..]);
        encoder.WriteFixed(padded[..size]);
    }
}
