namespace Tarn.DuckDb.Native;

/// <summary>duckdb_logical_type, and its way into and out of <see cref="DuckDbType"/>.</summary>
internal sealed partial class LogicalTypeHandle(nint pointer, bool owned = true) : NativeHandle(pointer)
{
    protected override void Destroy(ref nint pointer)
    {
        if (owned)
            NativeMethods.duckdb_destroy_logical_type(ref pointer);
    }
}
