using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial void duckdb_destroy_value(ref nint value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_null_value();

    [LibraryImport(Library)]
    public static partial nint duckdb_create_varchar_length(byte* text, ulong length);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_blob(byte* data, ulong length);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_bool([MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_int8(sbyte value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uint8(byte value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_int16(short value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uint16(ushort value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_int32(int value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uint32(uint value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_int64(long value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uint64(ulong value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_hugeint(NativeHugeint value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uhugeint(NativeHugeint value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_bignum(NativeBignum value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_decimal(NativeDecimal value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_float(float value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_double(double value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_date(int days);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_time(long micros);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_time_ns(long nanos);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_time_tz_value(ulong bits);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_timestamp(long micros);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_timestamp_tz(long micros);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_timestamp_s(long seconds);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_timestamp_ms(long millis);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_timestamp_ns(long nanos);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_interval(DuckDbInterval value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uuid(NativeHugeint value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_list_value(LogicalTypeHandle element, nint* values, ulong count);

    [LibraryImport(Library)]
    public static partial nint duckdb_get_varchar(ValueHandle value);

    /// <summary>The type belongs to the value: it is not destroyed.</summary>
    [LibraryImport(Library)]
    public static partial nint duckdb_get_value_type(ValueHandle value);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool duckdb_is_null_value(ValueHandle value);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool duckdb_get_bool(ValueHandle value);

    [LibraryImport(Library)]
    public static partial long duckdb_get_int64(ValueHandle value);

    [LibraryImport(Library)]
    public static partial double duckdb_get_double(ValueHandle value);
}
