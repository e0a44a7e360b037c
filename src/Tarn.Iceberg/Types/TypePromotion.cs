namespace Tarn.Iceberg.Types;

/// <summary>Which type may become which without a file being rewritten (spec, "Schema Evolution", table of promotions).</summary>
public static class TypePromotion
{
    /// <summary>Whether every value of <paramref name="from"/> is read as <paramref name="to"/>; a type may become itself.</summary>
    public static bool Allows(IcebergType from, IcebergType to, int formatVersion = 2) => (from, to) switch
    {
        (IcebergType.Int, IcebergType.Long) => true,
        (IcebergType.Float, IcebergType.Double) => true,
        (IcebergType.Decimal a, IcebergType.Decimal b) => a.Scale == b.Scale && a.Precision <= b.Precision,
        (IcebergType.Date, IcebergType.Timestamp { WithZone: false } or IcebergType.TimestampNanos { WithZone: false }) => formatVersion >= 3,
        (IcebergType.Unknown, IcebergType.Primitive and not IcebergType.Unknown) => formatVersion >= 3,
        _ => from == to,
    };
}
