using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial ulong duckdb_extract_statements(ConnectionHandle connection, byte* sql, out nint statements);

    [LibraryImport(Library)]
    public static partial nint duckdb_extract_statements_error(ExtractedHandle statements);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_extracted(ref nint statements);

    [LibraryImport(Library)]
    public static partial int duckdb_prepare_extracted_statement(ConnectionHandle connection, ExtractedHandle statements, ulong index, out nint prepared);

    [LibraryImport(Library)]
    public static partial int duckdb_prepare(ConnectionHandle connection, byte* sql, out nint prepared);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_prepare(ref nint prepared);

    [LibraryImport(Library)]
    public static partial nint duckdb_prepare_error(PreparedHandle prepared);

    [LibraryImport(Library)]
    public static partial ulong duckdb_nparams(PreparedHandle prepared);

    [LibraryImport(Library)]
    public static partial nint duckdb_parameter_name(PreparedHandle prepared, ulong index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_bind_parameter_index(PreparedHandle prepared, out ulong index, string name);

    [LibraryImport(Library)]
    public static partial int duckdb_clear_bindings(PreparedHandle prepared);

    [LibraryImport(Library)]
    public static partial int duckdb_prepared_statement_type(PreparedHandle prepared);

    [LibraryImport(Library)]
    public static partial ulong duckdb_prepared_statement_column_count(PreparedHandle prepared);

    [LibraryImport(Library)]
    public static partial nint duckdb_prepared_statement_column_name(PreparedHandle prepared, ulong index);

    [LibraryImport(Library)]
    public static partial nint duckdb_prepared_statement_column_logical_type(PreparedHandle prepared, ulong index);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_value(PreparedHandle prepared, ulong index, ValueHandle value);

    [LibraryImport(Library)]
    public static partial int duckdb_pending_prepared(PreparedHandle prepared, out nint pending);

    /// <summary>Deprecated since 1.0 and without a successor: the only way to a streaming result. Called in one place, <see cref="PendingHandle.Start"/>.</summary>
    [LibraryImport(Library)]
    public static partial int duckdb_pending_prepared_streaming(PreparedHandle prepared, out nint pending);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_pending(ref nint pending);

    [LibraryImport(Library)]
    public static partial nint duckdb_pending_error(PendingHandle pending);

    [LibraryImport(Library)]
    public static partial int duckdb_execute_pending(PendingHandle pending, NativeResult* result);
}
