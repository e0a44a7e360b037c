using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>A value in an engine's plan, which tells it as the engine holds it: days, microseconds, digits of decimals. Pure.</summary>
internal static class PlanValue
{
    /// <summary>The value as <see cref="IcebergType"/> tells; null when it is NULL or of another type than the column.</summary>
    public static object? Read(IcebergType type, JsonElement constant)
    {
        if (!constant.TryGetProperty("value", out var value) || !constant.TryGetProperty("type", out var engine))
            return null;
        return (type, engine.GetProperty("id").GetString(), value.ValueKind) switch
        {
            (IcebergType.Boolean, "BOOLEAN", JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
            (IcebergType.Int, "INTEGER", JsonValueKind.Number) or (IcebergType.Date, "DATE", JsonValueKind.Number) => value.GetInt32(),
            (IcebergType.Long, "BIGINT", JsonValueKind.Number) or (IcebergType.Time, "TIME", JsonValueKind.Number) => value.GetInt64(),
            (IcebergType.Timestamp { WithZone: true }, "TIMESTAMP WITH TIME ZONE", JsonValueKind.Number) => value.GetInt64(),
            (IcebergType.Timestamp { WithZone: false }, "TIMESTAMP", JsonValueKind.Number) => value.GetInt64(),
            (IcebergType.TimestampNanos { WithZone: false }, "TIMESTAMP_NS", JsonValueKind.Number) => value.GetInt64(),
            (IcebergType.Float, "FLOAT", JsonValueKind.Number) => (float)value.GetDouble(),
            (IcebergType.Double, "DOUBLE", JsonValueKind.Number) => value.GetDouble(),
            (IcebergType.Decimal column, "DECIMAL", _) => ScaleOf(engine) == column.Scale ? Digits(value) : null,
            (IcebergType.String, "VARCHAR", JsonValueKind.String) => value.GetString(),
            (IcebergType.Uuid, "UUID", JsonValueKind.Object) => UuidOf(value),
            _ => null,
        };
    }

    private static int? ScaleOf(JsonElement type) => type.TryGetProperty("type_info", out var info) && info.TryGetProperty("scale", out var scale) ? scale.GetInt32() : null;

    private static BigInteger? Digits(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Object => (BigInteger)Wide(value),
        _ => null,
    };

    private static Int128 Wide(JsonElement value) => new((ulong)value.GetProperty("upper").GetInt64(), value.GetProperty("lower").GetUInt64());

    /// <summary>The engine turns the first bit round, so that numbers are in the order of texts.</summary>
    private static Guid UuidOf(JsonElement value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, (UInt128)Wide(value) ^ (UInt128.One << 127));
        return new Guid(bytes, bigEndian: true);
    }
}
