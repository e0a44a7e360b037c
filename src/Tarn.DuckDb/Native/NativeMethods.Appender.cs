using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_appender_create_ext(ConnectionHandle connection, string? catalog, string? schema, string table, out nint appender);

    [LibraryImport(Library)]
    public static partial ulong duckdb_appender_column_count(nint appender);

    [LibraryImport(Library)]
    public static partial nint duckdb_appender_column_type(nint appender, ulong column);

    [LibraryImport(Library)]
    public static partial nint duckdb_appender_error_data(nint appender);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_error_data(ref nint error);

    [LibraryImport(Library)]
    public static partial int duckdb_error_data_error_type(nint error);

    [LibraryImport(Library)]
    public static partial nint duckdb_error_data_message(nint error);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_flush(nint appender);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_clear(nint appender);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_close(nint appender);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_destroy(ref nint appender);

    /// <summary>May flush, so the collector must be able to run meanwhile.</summary>
    [LibraryImport(Library)]
    public static partial int duckdb_appender_end_row(nint appender);

    [LibraryImport(Library)]
    public static partial int duckdb_append_default(nint appender);

    [LibraryImport(Library)]
    public static partial int duckdb_append_value(nint appender, ValueHandle value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_null(nint appender);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_bool(nint appender, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_int32(nint appender, int value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_int64(nint appender, long value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_float(nint appender, float value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_double(nint appender, double value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_date(nint appender, int days);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_time(nint appender, long micros);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_timestamp(nint appender, long micros);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_varchar_length(nint appender, byte* text, ulong length);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int duckdb_append_blob(nint appender, byte* data, ulong length);
}
