using System.Numerics;
using System.Text;
using Tarn.Iceberg.Avro;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Manifests;

/// <summary>Reads partition tuples: the writer's fields are matched to the spec by field id, and by name where it gave none.</summary>
internal sealed class PartitionDecoder
{
    private readonly AvroField[] _fields;
    private readonly int[] _positions;
    private readonly IcebergType?[] _types;
    private readonly int _width;

    /// <summary>For the record that a manifest's schema has as <c>partition</c>.</summary>
    public PartitionDecoder(AvroSchema.Record record, PartitionSpec spec, IReadOnlyList<IcebergType?> types, string location)
    {
        _fields = [.. record.Fields];
        _positions = [.. record.Fields.Select(field => PositionOf(field, spec))];
        if (!Enumerable.Range(0, spec.Fields.Count).All(_positions.Contains))
            throw IcebergException.Corrupt(location, $"lacks a field of the partition spec {spec.SpecId} in its tuples.");
        _types = [.. types];
        _width = spec.Fields.Count;
    }

    /// <summary>The values by position in the spec; null where the writer's tuple has no such field.</summary>
    public object?[] Read(ref AvroDecoder decoder)
    {
        var tuple = _width == 0 ? [] : new object?[_width];
        for (var i = 0; i < _fields.Length; i++)
        {
            var at = _positions[i];
            if (at < 0)
                AvroSkip.Skip(ref decoder, _fields[i].Type);
            else
                tuple[at] = ReadValue(ref decoder, decoder.Resolve(_fields[i].Type), _types[at]);
        }
        return tuple;
    }

    private static int PositionOf(AvroField field, PartitionSpec spec)
    {
        for (var i = 0; i < spec.Fields.Count; i++)
        {
            if (field.Id is { } id ? spec.Fields[i].FieldId == id : string.Equals(spec.Fields[i].Name, field.Name, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }

    /// <summary>A value as the column's type of today holds it (spec, "Schema Evolution": int for long, float for double).</summary>
    private static object? ReadValue(ref AvroDecoder decoder, AvroSchema schema, IcebergType? type) => schema switch
    {
        AvroSchema.Primitive { Kind: AvroKind.Null } => null,
        AvroSchema.Primitive { Kind: AvroKind.Int or AvroKind.Long } p => Whole(ref decoder, p, type),
        AvroSchema.Primitive { Kind: AvroKind.String } => decoder.ReadString(),
        AvroSchema.Primitive { Kind: AvroKind.Boolean } => decoder.ReadBoolean(),
        AvroSchema.Primitive { Kind: AvroKind.Float } => type is IcebergType.Double ? (object)(double)decoder.ReadFloat() : decoder.ReadFloat(),
        AvroSchema.Primitive { Kind: AvroKind.Double } => decoder.ReadDouble(),
        AvroSchema.Primitive { Kind: AvroKind.Bytes } => Bytes(decoder.ReadBytes(), schema, type),
        AvroSchema.Fixed { Size: var size } => Bytes(decoder.ReadFixed(size), schema, type),
        _ => throw decoder.Unexpected(schema, "a partition value"),
    };

    private static object Whole(ref AvroDecoder decoder, AvroSchema.Primitive schema, IcebergType? type)
    {
        var value = decoder.ReadLong();
        var narrow = value == (int)value;
        if (!narrow && schema.Kind is AvroKind.Int)
            throw decoder.Broken($"has {value} where a 32-bit number should stand");
        return type switch
        {
            IcebergType.Timestamp or IcebergType.TimestampNanos when schema.Kind is AvroKind.Int =>
                SingleValue.Decode(type, SingleValue.Encode(new IcebergType.Date(), (int)value)) ?? value,
            IcebergType.Int or IcebergType.Date when narrow => (int)value,
            null when schema.Kind is AvroKind.Int => (int)value,
            _ => value,
        };
    }

    private static object Bytes(ReadOnlySpan<byte> bytes, AvroSchema schema, IcebergType? type) => (type, schema.Logical?.Name) switch
    {
        (IcebergType.Decimal, _) or (null, "decimal") => new BigInteger(bytes, isBigEndian: true),
        (IcebergType.Uuid, _) or (null, "uuid") when bytes.Length == 16 => new Guid(bytes, bigEndian: true),
        (IcebergType.String, _) => Encoding.UTF8.GetString(bytes),
        _ => bytes.ToArray(),
    };
}
