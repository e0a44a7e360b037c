namespace Tarn.DuckDb.Native;

/// <summary>duckdb_pending_result: a statement planned and ready to run.</summary>
internal sealed class PendingHandle(nint pointer) : NativeHandle(pointer)
{
    /// <summary>Plans the statement, and clears the connection's interrupt. From here on an interrupt is not lost.</summary>
    /// <param name="prepared">The statement, its parameters bound.</param>
    /// <param name="streaming">The result's chunks are made as they are fetched, instead of all at once.</param>
    public static (PendingHandle Pending, string? Error) Start(PreparedHandle prepared, bool streaming)
    {
        var state = streaming
            ? NativeMethods.duckdb_pending_prepared_streaming(prepared, out var pointer)
            : NativeMethods.duckdb_pending_prepared(prepared, out pointer);
        var pending = new PendingHandle(pointer);
        return (pending, state == NativeMethods.Success ? null : pending.Error ?? "DuckDB could not plan the statement.");
    }

    private string? Error => IsInvalid ? null : NativeMethods.Text(NativeMethods.duckdb_pending_error(this));

    /// <summary>Runs the statement to its end, or to its first chunk when it streams.</summary>
    public unsafe ResultHandle Execute()
    {
        var result = ResultHandle.Allocate();
        _ = NativeMethods.duckdb_execute_pending(this, result.Pointer);
        return result;
    }

    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_pending(ref pointer);
}
