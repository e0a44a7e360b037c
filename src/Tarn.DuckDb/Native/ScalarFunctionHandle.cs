namespace Tarn.DuckDb.Native;

/// <summary>duckdb_scalar_function, while it is described; the catalog keeps a copy.</summary>
internal sealed class ScalarFunctionHandle(nint pointer) : NativeHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_scalar_function(ref pointer);
}
