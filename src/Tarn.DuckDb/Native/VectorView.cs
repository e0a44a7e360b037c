using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>A vector of a chunk: its values, its validity and its children. Lives as long as the chunk.</summary>
internal readonly unsafe struct VectorView(nint vector)
{
    /// <summary>The most rows that DuckDB puts into a chunk.</summary>
    public static int RowsMax { get; } = (int)NativeMethods.duckdb_vector_size();

    public void* Data => NativeMethods.duckdb_vector_get_data(vector);

    /// <summary>A bit a row, set when the row has a value; null when all rows have one.</summary>
    public ulong* Validity => NativeMethods.duckdb_vector_get_validity(vector);

    public VectorView ListChild => new(NativeMethods.duckdb_list_vector_get_child(vector));

    public VectorView ArrayChild => new(NativeMethods.duckdb_array_vector_get_child(vector));

    /// <summary>How many elements all lists of the vector have together.</summary>
    public int ListSize => (int)NativeMethods.duckdb_list_vector_get_size(vector);

    public VectorView Field(int index) => new(NativeMethods.duckdb_struct_vector_get_child(vector, (ulong)index));

    public ReadOnlySpan<T> Values<T>(int count)
        where T : unmanaged => new(Data, count);

    public ulong* WritableValidity()
    {
        NativeMethods.duckdb_vector_ensure_validity_writable(vector);
        return Validity;
    }

    /// <summary>Makes room for so many list elements and says that they are there. Pointers to the child are stale after.</summary>
    public void SetListSize(int size, int capacity)
    {
        _ = NativeMethods.duckdb_list_vector_reserve(vector, (ulong)capacity);
        _ = NativeMethods.duckdb_list_vector_set_size(vector, (ulong)size);
    }

    /// <summary>Writes a string of any length; the bytes are copied.</summary>
    public void SetString(int row, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* text = &MemoryMarshal.GetReference(bytes))
        {
            byte nothing = 0;
            NativeMethods.duckdb_unsafe_vector_assign_string_element_len(vector, (ulong)row, text == null ? &nothing : text, (ulong)bytes.Length);
        }
    }
}
