using System.Numerics;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Expressions;

/// <summary>Brings values of conditions to the type of the column.</summary>
internal static class Literals
{
    /// <summary>The value as the column's type holds it, or null when it is none of that type and nothing can be said.</summary>
    public static object? Fit(IcebergType? type, object value) => (type, value) switch
    {
        (IcebergType.Boolean, bool) or (IcebergType.Int or IcebergType.Date, int) or (IcebergType.Float, float) or (IcebergType.Double, double) => value,
        (IcebergType.Long or IcebergType.Time or IcebergType.Timestamp or IcebergType.TimestampNanos, long) => value,
        (IcebergType.String, string) or (IcebergType.Uuid, Guid) or (IcebergType.Decimal, BigInteger) => value,
        (IcebergType.Fixed or IcebergType.Binary, byte[]) => value,
        (IcebergType.Long, int v) => (long)v,
        (IcebergType.Int, long v) when v == (int)v => (int)v,
        (IcebergType.Double, float v) => (double)v,
        _ => null,
    };
}
