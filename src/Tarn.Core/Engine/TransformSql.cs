using System.Globalization;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>Partition transforms as SQL over a column of the table's type. Rows with the same value belong to one partition. Pure text.</summary>
internal static class TransformSql
{
    private const long MicrosOfHour = 3_600_000_000;

    /// <summary>The expression.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="source">The column's type, which the transform takes.</param>
    /// <param name="column">The column as SQL.</param>
    public static string Of(Transform transform, IcebergType source, string column) => (transform, source) is (not Transform.Identity, IcebergType.TimestampNanos)
        ? OfMicros(transform, new IcebergType.Timestamp(WithZone: false), Downward(column))
        : OfMicros(transform, source, column);

    private static string OfMicros(Transform transform, IcebergType source, string column) => transform switch
    {
        Transform.Identity => column,
        Transform.Year => $"year({column})",
        Transform.Month => $"year({column}) * 12 + month({column})",
        Transform.Day => $"{column}::date",
        Transform.Hour => Floored($"epoch_us({column})", MicrosOfHour.ToString(CultureInfo.InvariantCulture)),
        Transform.Bucket bucket => BucketFunctions.Call(bucket.Count, source, column),
        Transform.Truncate truncate => Truncated(truncate.Width, source, column),
        Transform.Void => "null::integer",
        _ => throw new TarnException(FailureKind.Invalid, new Problem(
            "table.layout", $"The partition transform '{TransformText.Print(transform)}' is not known.", Next: "Such a table can be read; let the engine that made it write it.")),
    };

    /// <summary>Nanoseconds as microseconds. The engine's own functions round those before 1970 up.</summary>
    private static string Downward(string column) => $"make_timestamp({Floored($"epoch_ns({column})", "1000")} // 1000)";

    private static string Truncated(int width, IcebergType source, string column) => source switch
    {
        IcebergType.String => $"left({column}, {width})",
        IcebergType.Binary => $"array_slice({column}, 1, {width})",
        IcebergType.Decimal d => Floored(column, $"{Unscaled(width, d.Scale)}::decimal(38, {d.Scale})"),
        _ => Floored($"{column}::hugeint", width.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>Rounded down to a multiple.</summary>
    private static string Floored(string value, string width) => $"({value} - (({value} % {width} + {width}) % {width}))";

    private static string Unscaled(int width, int scale)
    {
        var digits = width.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return scale == 0 ? digits : digits.Insert(digits.Length - scale, ".");
    }
}
