using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial void duckdb_destroy_result(NativeResult* result);

    [LibraryImport(Library)]
    public static partial ulong duckdb_column_count(NativeResult* result);

    [LibraryImport(Library)]
    public static partial nint duckdb_column_name(NativeResult* result, ulong column);

    [LibraryImport(Library)]
    public static partial nint duckdb_column_logical_type(NativeResult* result, ulong column);

    [LibraryImport(Library)]
    public static partial ulong duckdb_rows_changed(NativeResult* result);

    [LibraryImport(Library)]
    public static partial nint duckdb_result_error(NativeResult* result);

    [LibraryImport(Library)]
    public static partial int duckdb_result_error_type(NativeResult* result);

    [LibraryImport(Library)]
    public static partial int duckdb_result_return_type(NativeResult result);

    /// <summary>Takes the result by value: 48 bytes. Null at the end, and after an error, which the result then tells.</summary>
    [LibraryImport(Library)]
    public static partial nint duckdb_fetch_chunk(NativeResult result);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_data_chunk(nint* types, ulong columnCount);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_data_chunk(ref nint chunk);

    [LibraryImport(Library)]
    public static partial ulong duckdb_data_chunk_get_column_count(nint chunk);

    [LibraryImport(Library)]
    public static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);

    [LibraryImport(Library)]
    public static partial ulong duckdb_data_chunk_get_size(nint chunk);

    [LibraryImport(Library)]
    public static partial void duckdb_data_chunk_set_size(nint chunk, ulong size);
}
