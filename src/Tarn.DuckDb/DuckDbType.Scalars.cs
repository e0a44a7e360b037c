namespace Tarn.DuckDb;

public abstract partial record DuckDbType
{
    /// <summary><see cref="bool"/>.</summary>
    public static DuckDbType Boolean { get; } = new Scalar(DuckDbScalar.Boolean);

    /// <summary><see cref="sbyte"/>.</summary>
    public static DuckDbType TinyInt { get; } = new Scalar(DuckDbScalar.TinyInt);

    /// <summary><see cref="short"/>.</summary>
    public static DuckDbType SmallInt { get; } = new Scalar(DuckDbScalar.SmallInt);

    /// <summary><see cref="int"/>.</summary>
    public static DuckDbType Integer { get; } = new Scalar(DuckDbScalar.Integer);

    /// <summary><see cref="long"/>.</summary>
    public static DuckDbType BigInt { get; } = new Scalar(DuckDbScalar.BigInt);

    /// <summary><see cref="byte"/>.</summary>
    public static DuckDbType UTinyInt { get; } = new Scalar(DuckDbScalar.UTinyInt);

    /// <summary><see cref="ushort"/>.</summary>
    public static DuckDbType USmallInt { get; } = new Scalar(DuckDbScalar.USmallInt);

    /// <summary><see cref="uint"/>.</summary>
    public static DuckDbType UInteger { get; } = new Scalar(DuckDbScalar.UInteger);

    /// <summary><see cref="ulong"/>.</summary>
    public static DuckDbType UBigInt { get; } = new Scalar(DuckDbScalar.UBigInt);

    /// <summary><see cref="float"/>.</summary>
    public static DuckDbType Float { get; } = new Scalar(DuckDbScalar.Float);

    /// <summary><see cref="double"/>.</summary>
    public static DuckDbType Double { get; } = new Scalar(DuckDbScalar.Double);

    /// <summary>Microseconds without a zone.</summary>
    public static DuckDbType Timestamp { get; } = new Scalar(DuckDbScalar.Timestamp);

    /// <summary>Days.</summary>
    public static DuckDbType Date { get; } = new Scalar(DuckDbScalar.Date);

    /// <summary>Microseconds of a day.</summary>
    public static DuckDbType Time { get; } = new Scalar(DuckDbScalar.Time);

    /// <summary>Months, days and microseconds.</summary>
    public static DuckDbType Interval { get; } = new Scalar(DuckDbScalar.Interval);

    /// <summary><see cref="Int128"/>.</summary>
    public static DuckDbType HugeInt { get; } = new Scalar(DuckDbScalar.HugeInt);

    /// <summary>UTF-8 text.</summary>
    public static DuckDbType Varchar { get; } = new Scalar(DuckDbScalar.Varchar);

    /// <summary>Bytes.</summary>
    public static DuckDbType Blob { get; } = new Scalar(DuckDbScalar.Blob);

    /// <summary>Seconds without a zone.</summary>
    public static DuckDbType TimestampS { get; } = new Scalar(DuckDbScalar.TimestampS);

    /// <summary>Milliseconds without a zone.</summary>
    public static DuckDbType TimestampMs { get; } = new Scalar(DuckDbScalar.TimestampMs);

    /// <summary>Nanoseconds without a zone.</summary>
    public static DuckDbType TimestampNs { get; } = new Scalar(DuckDbScalar.TimestampNs);

    /// <summary><see cref="Guid"/>.</summary>
    public static DuckDbType Uuid { get; } = new Scalar(DuckDbScalar.Uuid);

    /// <summary>A string of bits.</summary>
    public static DuckDbType Bit { get; } = new Scalar(DuckDbScalar.Bit);

    /// <summary>A time of day with its offset.</summary>
    public static DuckDbType TimeTz { get; } = new Scalar(DuckDbScalar.TimeTz);

    /// <summary>Microseconds in UTC.</summary>
    public static DuckDbType TimestampTz { get; } = new Scalar(DuckDbScalar.TimestampTz);

    /// <summary><see cref="UInt128"/>.</summary>
    public static DuckDbType UHugeInt { get; } = new Scalar(DuckDbScalar.UHugeInt);

    /// <summary>A type that is still open, of a parameter or of a statement before its parameters are bound.</summary>
    public static DuckDbType Any { get; } = new Scalar(DuckDbScalar.Any);

    /// <summary>An integer of any length.</summary>
    public static DuckDbType Bignum { get; } = new Scalar(DuckDbScalar.Bignum);

    /// <summary>The type of NULL alone.</summary>
    public static DuckDbType SqlNull { get; } = new Scalar(DuckDbScalar.SqlNull);

    /// <summary>Nanoseconds of a day.</summary>
    public static DuckDbType TimeNs { get; } = new Scalar(DuckDbScalar.TimeNs);

    /// <summary>A shape, as well-known binary.</summary>
    public static DuckDbType Geometry { get; } = new Scalar(DuckDbScalar.Geometry);

    /// <summary>A value that carries its own type.</summary>
    public static DuckDbType Variant { get; } = new Scalar(DuckDbScalar.Variant);

    /// <summary>Nanoseconds in UTC.</summary>
    public static DuckDbType TimestampTzNs { get; } = new Scalar(DuckDbScalar.TimestampTzNs);
}
