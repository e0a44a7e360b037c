using System.Numerics;
using System.Text;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Partitions;

/// <summary>Makes partition values from column values (spec, "Partition Transforms"). Values are held as <see cref="IcebergType"/> tells.</summary>
public static class PartitionValues
{
    private const long MicrosOfHour = 3_600_000_000;
    private const long MicrosOfDay = 24 * MicrosOfHour;

    /// <summary>
    /// The type of the values that the transform makes. <see cref="Transform.Day"/> makes dates, as the Java writer declares them; their
    /// value is the int that the spec names.
    /// </summary>
    public static IcebergType ResultType(Transform transform, IcebergType source) => transform switch
    {
        Transform.Bucket or Transform.Year or Transform.Month or Transform.Hour => new IcebergType.Int(),
        Transform.Day => new IcebergType.Date(),
        Transform.Unknown => new IcebergType.String(),
        _ => source,
    };

    /// <summary>Whether the transform takes columns of this type.</summary>
    public static bool Accepts(Transform transform, IcebergType source) => transform switch
    {
        Transform.Identity => source is IcebergType.Primitive and not (IcebergType.Variant or IcebergType.Unknown or IcebergType.Geometry or IcebergType.Geography),
        Transform.Void => true,
        Transform.Truncate => source is IcebergType.Int or IcebergType.Long or IcebergType.Decimal or IcebergType.String or IcebergType.Binary,
        Transform.Bucket => source is IcebergType.Primitive
            and not (IcebergType.Boolean or IcebergType.Float or IcebergType.Double or IcebergType.Variant or IcebergType.Unknown or IcebergType.Geometry or IcebergType.Geography),
        Transform.Year or Transform.Month or Transform.Day => source is IcebergType.Date or IcebergType.Timestamp or IcebergType.TimestampNanos,
        Transform.Hour => source is IcebergType.Timestamp or IcebergType.TimestampNanos,
        _ => false,
    };

    /// <summary>The partition value of a column value; null of null.</summary>
    /// <exception cref="IcebergException">Invalid: the transform does not take the type. Unsupported: the transform is not known.</exception>
    public static object? Apply(Transform transform, IcebergType source, object? value)
    {
        if (transform is Transform.Unknown)
            throw new IcebergException(IcebergFault.Unsupported, $"The partition transform '{TransformText.Print(transform)}' is not known; a table partitioned by it can be read, not written.");
        if (!Accepts(transform, source))
            throw new IcebergException(IcebergFault.Invalid, $"The partition transform '{TransformText.Print(transform)}' does not take the type {source}.");
        if (value is null || transform is Transform.Void)
            return null;
        return transform switch
        {
            Transform.Bucket bucket => Bucket(bucket.Count, Hash(source, value)),
            Transform.Truncate truncate => Cut(value, truncate.Width),
            Transform.Year => CivilDate.FromDays(Days(source, value)).Year - 1970,
            Transform.Month => CivilDate.FromDays(Days(source, value)).MonthsSinceEpoch,
            Transform.Day => Days(source, value),
            Transform.Hour => (int)Floor(Micros(source, (long)value), MicrosOfHour),
            _ => value,
        };
    }

    /// <summary>The bucket of an int, a long, a date in days, or of a time or timestamp in microseconds.</summary>
    public static int BucketOf(int count, long value) => Bucket(count, Murmur3.Hash(value));

    /// <summary>The bucket of text in UTF-8, of binary, or of a UUID, the highest byte first.</summary>
    public static int BucketOf(int count, ReadOnlySpan<byte> value) => Bucket(count, Murmur3.Hash(value));

    /// <summary>The bucket of a decimal, unscaled.</summary>
    public static int BucketOf(int count, BigInteger value) => Bucket(count, Murmur3.Hash(value.ToByteArray(isBigEndian: true)));

    private static int Bucket(int count, int hash) => (hash & int.MaxValue) % count;

    /// <summary>The hash that buckets are made of (spec, Appendix B).</summary>
    internal static int Hash(IcebergType source, object value) => value switch
    {
        int v => Murmur3.Hash(v),
        long v => Murmur3.Hash(Micros(source, v)),
        string v => Murmur3.Hash(Encoding.UTF8.GetBytes(v)),
        _ => Murmur3.Hash(SingleValue.Encode(source, value)),
    };

    /// <summary>Numbers wrap below their least value, as the Java writer's do.</summary>
    private static object Cut(object value, int width) => value switch
    {
        int v => unchecked(v - (int)((((long)v % width) + width) % width)),
        long v => unchecked(v - (((v % width) + width) % width)),
        BigInteger v => v - (((v % width) + width) % width),
        string v => CutText(v, width),
        byte[] v => v.Length > width ? v[..width] : v,
        _ => value,
    };

    private static string CutText(string text, int width)
    {
        if (text.Length <= width)
            return text;
        var end = 0;
        for (var n = 0; n < width && end < text.Length; n++)
            end += char.IsSurrogatePair(text, end) ? 2 : 1;
        return text[..end];
    }

    private static int Days(IcebergType source, object value) =>
        value is int days ? days : (int)Floor(Micros(source, (long)value), MicrosOfDay);

    /// <summary>Nanoseconds become microseconds, downward; all else stays.</summary>
    private static long Micros(IcebergType source, long value) => source is IcebergType.TimestampNanos ? Floor(value, 1000) : value;

    private static long Floor(long value, long unit) => (value / unit) - (value % unit < 0 ? 1 : 0);
}
