using System.Collections;
using System.Numerics;

namespace Tarn.DuckDb.Native;

/// <summary>CLR values as duckdb_value, by the table in <see cref="DuckDbValues"/>.</summary>
internal static unsafe class Values
{
    /// <summary>Never a null pointer, which DuckDB would follow.</summary>
    public static ValueHandle Of(object? value)
    {
        var native = new ValueHandle(Create(value));
        return native.IsInvalid ? throw new NotSupportedException($"DuckDB made no value of {value}.") : native;
    }

    /// <summary>A value's CLR form: bool, long for the integers to 64 bits, double; everything else as its text.</summary>
    public static object? Read(ValueHandle value)
    {
        if (value.IsInvalid || NativeMethods.duckdb_is_null_value(value))
            return null;
        using var type = new LogicalTypeHandle(NativeMethods.duckdb_get_value_type(value), owned: false);
        return (TypeId)NativeMethods.duckdb_get_type_id(type) switch
        {
            TypeId.Boolean => NativeMethods.duckdb_get_bool(value),
            TypeId.TinyInt or TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.UTinyInt or TypeId.USmallInt or TypeId.UInteger => NativeMethods.duckdb_get_int64(value),
            TypeId.Float or TypeId.Double => NativeMethods.duckdb_get_double(value),
            _ => NativeMethods.TakeText(NativeMethods.duckdb_get_varchar(value)),
        };
    }

    private static nint Create(object? value) => value switch
    {
        null or DBNull => NativeMethods.duckdb_create_null_value(),
        string v => Varchar(Utf8.Bytes(v)),
        byte[] v => Blob(v),
        IEnumerable v => ListOf(v),
        _ => CreateNumber(value) is var number and not 0 ? number : CreateMoment(value),
    };

    private static nint CreateNumber(object value) => value switch
    {
        bool v => NativeMethods.duckdb_create_bool(v),
        sbyte v => NativeMethods.duckdb_create_int8(v),
        byte v => NativeMethods.duckdb_create_uint8(v),
        short v => NativeMethods.duckdb_create_int16(v),
        ushort v => NativeMethods.duckdb_create_uint16(v),
        int v => NativeMethods.duckdb_create_int32(v),
        uint v => NativeMethods.duckdb_create_uint32(v),
        long v => NativeMethods.duckdb_create_int64(v),
        ulong v => NativeMethods.duckdb_create_uint64(v),
        Int128 v => NativeMethods.duckdb_create_hugeint(NativeHugeint.Of(v)),
        UInt128 v => NativeMethods.duckdb_create_uhugeint(NativeHugeint.Of(v)),
        float v => NativeMethods.duckdb_create_float(v),
        double v => NativeMethods.duckdb_create_double(v),
        decimal v => DecimalOf(v),
        BigInteger v => BignumOf(v),
        _ => 0,
    };

    private static nint CreateMoment(object value) => value switch
    {
        DateOnly v => NativeMethods.duckdb_create_date(Moments.Days(v)),
        TimeOnly v => NativeMethods.duckdb_create_time(Moments.Micros(v)),
        DateTime v => NativeMethods.duckdb_create_timestamp(Moments.Micros(v)),
        DateTimeOffset v => NativeMethods.duckdb_create_timestamp_tz(Moments.Micros(v.UtcDateTime)),
        TimeSpan v => NativeMethods.duckdb_create_interval(DuckDbInterval.Of(v)),
        DuckDbInterval v => NativeMethods.duckdb_create_interval(v),
        DuckDbTimeTz v => NativeMethods.duckdb_create_time_tz_value(v.Bits),
        Guid v => NativeMethods.duckdb_create_uuid(NativeHugeint.Of(Moments.Number(v))),
        _ => throw new NotSupportedException($"A parameter cannot be a {value.GetType()}. See DuckDbValues for the types that can."),
    };

    private static nint Varchar(byte[] text)
    {
        byte nothing = 0;
        fixed (byte* pointer = text)
            return NativeMethods.duckdb_create_varchar_length(pointer == null ? &nothing : pointer, (ulong)text.Length);
    }

    private static nint Blob(byte[] data)
    {
        byte nothing = 0;
        fixed (byte* pointer = data)
            return NativeMethods.duckdb_create_blob(pointer == null ? &nothing : pointer, (ulong)data.Length);
    }

    private static nint DecimalOf(decimal value)
    {
        var (unscaled, scale) = Decimals.Parts(value);
        var width = (byte)Math.Max(Decimals.Digits(unscaled), Math.Max(scale, (byte)1));
        return NativeMethods.duckdb_create_decimal(new NativeDecimal { Width = width, Scale = scale, Value = NativeHugeint.Of(unscaled) });
    }

    private static nint BignumOf(BigInteger value)
    {
        var magnitude = BigInteger.Abs(value).ToByteArray(isUnsigned: true, isBigEndian: true);
        fixed (byte* pointer = magnitude)
        {
            var native = new NativeBignum { Data = (nint)pointer, Size = (ulong)magnitude.Length, IsNegative = value.Sign < 0 ? (byte)1 : (byte)0 };
            return NativeMethods.duckdb_create_bignum(native);
        }
    }

    /// <summary>A list takes the type of its first element that is not null; text when there is none.</summary>
    private static nint ListOf(IEnumerable items)
    {
        var values = items.Cast<object?>().Select(Of).ToList();
        var typed = values.Find(v => !NativeMethods.duckdb_is_null_value(v));
        using var text = new LogicalTypeHandle(NativeMethods.duckdb_create_logical_type((int)TypeId.Varchar));
        using var element = typed is null ? null : new LogicalTypeHandle(NativeMethods.duckdb_get_value_type(typed), owned: false);
        fixed (nint* pointers = values.Select(v => v.DangerousGetHandle()).Append(0).ToArray())
        {
            var list = NativeMethods.duckdb_create_list_value(element ?? text, pointers, (ulong)values.Count);
            values.ForEach(v => v.Dispose());
            return list;
        }
    }
}
