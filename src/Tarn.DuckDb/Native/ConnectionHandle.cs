namespace Tarn.DuckDb.Native;

/// <summary>duckdb_connection.</summary>
internal sealed class ConnectionHandle(nint pointer) : NativeHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_disconnect(ref pointer);
}
