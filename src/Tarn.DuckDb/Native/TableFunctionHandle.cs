namespace Tarn.DuckDb.Native;

/// <summary>duckdb_table_function, while it is described; the catalog keeps a copy.</summary>
internal sealed class TableFunctionHandle(nint pointer) : NativeHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_table_function(ref pointer);
}
