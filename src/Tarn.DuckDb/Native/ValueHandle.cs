namespace Tarn.DuckDb.Native;

/// <summary>duckdb_value.</summary>
internal sealed class ValueHandle(nint pointer) : NativeHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_value(ref pointer);
}
