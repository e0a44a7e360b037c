namespace Tarn.DuckDb;

/// <summary>The types that have no parts, with the numbers of the C API (duckdb_type).</summary>
public enum DuckDbScalar
{
    /// <summary>No type.</summary>
    Invalid = 0,

    /// <summary><see cref="bool"/>.</summary>
    Boolean = 1,

    /// <summary><see cref="sbyte"/>.</summary>
    TinyInt = 2,

    /// <summary><see cref="short"/>.</summary>
    SmallInt = 3,

    /// <summary><see cref="int"/>.</summary>
    Integer = 4,

    /// <summary><see cref="long"/>.</summary>
    BigInt = 5,

    /// <summary><see cref="byte"/>.</summary>
    UTinyInt = 6,

    /// <summary><see cref="ushort"/>.</summary>
    USmallInt = 7,

    /// <summary><see cref="uint"/>.</summary>
    UInteger = 8,

    /// <summary><see cref="ulong"/>.</summary>
    UBigInt = 9,

    /// <summary><see cref="float"/>.</summary>
    Float = 10,

    /// <summary><see cref="double"/>.</summary>
    Double = 11,

    /// <summary>Microseconds without a zone.</summary>
    Timestamp = 12,

    /// <summary>Days.</summary>
    Date = 13,

    /// <summary>Microseconds of a day.</summary>
    Time = 14,

    /// <summary>Months, days and microseconds.</summary>
    Interval = 15,

    /// <summary><see cref="Int128"/>.</summary>
    HugeInt = 16,

    /// <summary>UTF-8 text.</summary>
    Varchar = 17,

    /// <summary>Bytes.</summary>
    Blob = 18,

    /// <summary>Seconds without a zone.</summary>
    TimestampS = 20,

    /// <summary>Milliseconds without a zone.</summary>
    TimestampMs = 21,

    /// <summary>Nanoseconds without a zone.</summary>
    TimestampNs = 22,

    /// <summary><see cref="Guid"/>.</summary>
    Uuid = 27,

    /// <summary>A string of bits.</summary>
    Bit = 29,

    /// <summary>A time of day with its offset.</summary>
    TimeTz = 30,

    /// <summary>Microseconds in UTC.</summary>
    TimestampTz = 31,

    /// <summary><see cref="UInt128"/>.</summary>
    UHugeInt = 32,

    /// <summary>A type that is still open, of a parameter or of a statement before its parameters are bound.</summary>
    Any = 34,

    /// <summary>An integer of any length.</summary>
    Bignum = 35,

    /// <summary>The type of NULL alone.</summary>
    SqlNull = 36,

    /// <summary>A literal before it has a type.</summary>
    StringLiteral = 37,

    /// <summary>A literal before it has a type.</summary>
    IntegerLiteral = 38,

    /// <summary>Nanoseconds of a day.</summary>
    TimeNs = 39,

    /// <summary>A shape, as well-known binary.</summary>
    Geometry = 40,

    /// <summary>A value that carries its own type.</summary>
    Variant = 41,

    /// <summary>Nanoseconds in UTC.</summary>
    TimestampTzNs = 42,
}
