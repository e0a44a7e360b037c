namespace Tarn.Iceberg.Types;

/// <summary>
/// A type of the Iceberg format (spec, "Schemas and Data Types"). Closed. Equality is by value, ids included.
/// A value of a primitive type is held in C# as: bool; int (int, date as days since 1970-01-01); long (long, time as microseconds,
/// timestamps as microseconds or nanoseconds since 1970-01-01T00:00Z); float; double; <see cref="System.Numerics.BigInteger"/>
/// (decimal, unscaled); string; <see cref="Guid"/>; byte[] (fixed, binary).
/// </summary>
public abstract record IcebergType
{
    private IcebergType() { }

    /// <summary>A type without children.</summary>
    public abstract record Primitive : IcebergType { private protected Primitive() { } }

    /// <summary>True or false.</summary>
    public sealed record Boolean : Primitive;

    /// <summary>32-bit signed integer.</summary>
    public sealed record Int : Primitive;

    /// <summary>64-bit signed integer.</summary>
    public sealed record Long : Primitive;

    /// <summary>32-bit IEEE 754.</summary>
    public sealed record Float : Primitive;

    /// <summary>64-bit IEEE 754.</summary>
    public sealed record Double : Primitive;

    /// <summary>Fixed point; precision 1 to 38.</summary>
    public sealed record Decimal(int Precision, int Scale) : Primitive;

    /// <summary>A calendar date without zone.</summary>
    public sealed record Date : Primitive;

    /// <summary>Time of day in microseconds, without date or zone.</summary>
    public sealed record Time : Primitive;

    /// <summary>Microseconds; <paramref name="WithZone"/> makes it <c>timestamptz</c>, an instant in UTC.</summary>
    public sealed record Timestamp(bool WithZone) : Primitive;

    /// <summary>Nanoseconds (version 3); <paramref name="WithZone"/> makes it <c>timestamptz_ns</c>.</summary>
    public sealed record TimestampNanos(bool WithZone) : Primitive;

    /// <summary>UTF-8 text.</summary>
    public sealed record String : Primitive;

    /// <summary>A universally unique identifier.</summary>
    public sealed record Uuid : Primitive;

    /// <summary>Bytes of one length.</summary>
    public sealed record Fixed(int Length) : Primitive;

    /// <summary>Bytes of any length.</summary>
    public sealed record Binary : Primitive;

    /// <summary>Semi-structured value (version 3).</summary>
    public sealed record Variant : Primitive;

    /// <summary>A column whose type is not known yet; always null (version 3).</summary>
    public sealed record Unknown : Primitive;

    /// <summary>Shapes on a plane (version 3), as well-known binary.</summary>
    /// <param name="Crs">The coordinate reference system; null is OGC:CRS84.</param>
    public sealed record Geometry(string? Crs) : Primitive;

    /// <summary>Shapes on an ellipsoid (version 3), as well-known binary.</summary>
    /// <param name="Crs">The coordinate reference system; null is OGC:CRS84.</param>
    /// <param name="Algorithm">How edges between points run; null is spherical.</param>
    public sealed record Geography(string? Crs, string? Algorithm) : Primitive;

    /// <summary>Named children.</summary>
    public sealed record Struct(FieldList Fields) : IcebergType;

    /// <summary>Elements of one type.</summary>
    public sealed record List(int ElementId, IcebergType Element, bool ElementRequired) : IcebergType;

    /// <summary>Keys, never null, to values.</summary>
    public sealed record Map(int KeyId, IcebergType Key, int ValueId, IcebergType Value, bool ValueRequired) : IcebergType;
}
