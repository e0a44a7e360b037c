using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>duckdb_result, in native memory of its own.</summary>
internal sealed unsafe class ResultHandle : NativeHandle
{
    private ResultHandle(nint pointer)
        : base(pointer)
    {
    }

    public NativeResult* Pointer => (NativeResult*)handle;

    public long RowsChanged => (long)NativeMethods.duckdb_rows_changed(Pointer);

    /// <summary>What went wrong, also while chunks were fetched; null when nothing did.</summary>
    public ErrorText? Error
    {
        get
        {
            var text = NativeMethods.Text(NativeMethods.duckdb_result_error(Pointer));
            return string.IsNullOrEmpty(text) ? null : ErrorText.Read(text, (DuckDbErrorType)NativeMethods.duckdb_result_error_type(Pointer));
        }
    }

    public static ResultHandle Allocate() => new((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    public List<DuckDbColumn> Columns()
    {
        var columns = new List<DuckDbColumn>();
        for (ulong i = 0, count = NativeMethods.duckdb_column_count(Pointer); i < count; i++)
        {
            using var type = new LogicalTypeHandle(NativeMethods.duckdb_column_logical_type(Pointer, i));
            columns.Add(new DuckDbColumn(NativeMethods.Text(NativeMethods.duckdb_column_name(Pointer, i)) ?? "", type.Read()));
        }
        return columns;
    }

    /// <summary>The next chunk; null at the end and on an error.</summary>
    public ChunkHandle? Fetch()
    {
        var chunk = new ChunkHandle(NativeMethods.duckdb_fetch_chunk(*Pointer));
        return chunk.IsInvalid ? null : chunk;
    }

    protected override void Destroy(ref nint pointer)
    {
        NativeMethods.duckdb_destroy_result((NativeResult*)pointer);
        NativeMemory.Free((void*)pointer);
    }
}
