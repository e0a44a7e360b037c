namespace Tarn.DuckDb.Native;

/// <summary>duckdb_data_chunk that is ours to destroy.</summary>
internal sealed class ChunkHandle(nint pointer) : NativeHandle(pointer)
{
    public ChunkView View => new(handle);

    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_data_chunk(ref pointer);
}
