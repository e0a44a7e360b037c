using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial ulong duckdb_vector_size();

    [LibraryImport(Library)]
    public static partial nint duckdb_vector_get_column_type(nint vector);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial void* duckdb_vector_get_data(nint vector);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial ulong* duckdb_vector_get_validity(nint vector);

    [LibraryImport(Library)]
    public static partial void duckdb_vector_ensure_validity_writable(nint vector);

    /// <summary>Copies the bytes into the vector's heap without a look at their UTF-8; the writer has looked.</summary>
    [LibraryImport(Library), SuppressGCTransition]
    public static partial void duckdb_unsafe_vector_assign_string_element_len(nint vector, ulong row, byte* text, ulong length);

    [LibraryImport(Library)]
    public static partial nint duckdb_list_vector_get_child(nint vector);

    [LibraryImport(Library)]
    public static partial ulong duckdb_list_vector_get_size(nint vector);

    [LibraryImport(Library)]
    public static partial int duckdb_list_vector_set_size(nint vector, ulong size);

    [LibraryImport(Library)]
    public static partial int duckdb_list_vector_reserve(nint vector, ulong capacity);

    [LibraryImport(Library)]
    public static partial nint duckdb_struct_vector_get_child(nint vector, ulong field);

    [LibraryImport(Library)]
    public static partial nint duckdb_array_vector_get_child(nint vector);
}
