using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

/// <summary>How types are stored in vectors, as far as C# writes them.</summary>
internal static unsafe class Widths
{
    /// <summary>Bytes a row; 0 for a struct and an array, whose children hold all.</summary>
    public static int Of(DuckDbType type) => type switch
    {
        DuckDbType.Scalar scalar => Of(scalar),
        DuckDbType.Decimal { Width: <= 4 } => 2,
        DuckDbType.Decimal { Width: <= 9 } => 4,
        DuckDbType.Decimal { Width: <= 18 } => 8,
        DuckDbType.Decimal => 16,
        DuckDbType.List or DuckDbType.Map => sizeof(NativeListEntry),
        DuckDbType.Struct or DuckDbType.Array => 0,
        DuckDbType.Enum choice => choice.Values.Count <= byte.MaxValue ? 1 : choice.Values.Count <= ushort.MaxValue ? 2 : 4,
        _ => throw new NotSupportedException($"C# does not write {type}."),
    };

    /// <summary>Whether the stored bytes may be written as they are.</summary>
    public static bool IsPlain(DuckDbType type) =>
        type is DuckDbType.Decimal or DuckDbType.Enum || (type is DuckDbType.Scalar { Kind: not (DuckDbScalar.Varchar or DuckDbScalar.Blob) });

    public static IEnumerable<DuckDbType> Children(DuckDbType type) => type switch
    {
        DuckDbType.List list => [list.Element],
        DuckDbType.Array array => [array.Element],
        DuckDbType.Map map => [map.Key, map.Value],
        DuckDbType.Struct row => row.Fields.Select(f => f.Type),
        _ => [],
    };

    private static int Of(DuckDbType.Scalar scalar) => scalar.Kind switch
    {
        DuckDbScalar.Boolean or DuckDbScalar.TinyInt or DuckDbScalar.UTinyInt => 1,
        DuckDbScalar.SmallInt or DuckDbScalar.USmallInt => 2,
        DuckDbScalar.Integer or DuckDbScalar.UInteger or DuckDbScalar.Float or DuckDbScalar.Date => 4,
        DuckDbScalar.BigInt or DuckDbScalar.UBigInt or DuckDbScalar.Double or DuckDbScalar.Time or DuckDbScalar.TimeNs or DuckDbScalar.TimeTz
            or DuckDbScalar.Timestamp or DuckDbScalar.TimestampS or DuckDbScalar.TimestampMs or DuckDbScalar.TimestampNs
            or DuckDbScalar.TimestampTz or DuckDbScalar.TimestampTzNs => 8,
        DuckDbScalar.HugeInt or DuckDbScalar.UHugeInt or DuckDbScalar.Uuid or DuckDbScalar.Interval
            or DuckDbScalar.Varchar or DuckDbScalar.Blob => 16,
        _ => throw new NotSupportedException($"C# does not write {scalar}."),
    };
}
