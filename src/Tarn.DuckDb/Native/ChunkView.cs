namespace Tarn.DuckDb.Native;

/// <summary>A data chunk that somebody else owns, for as long as they let us.</summary>
internal readonly struct ChunkView(nint chunk)
{
    public int RowCount => (int)NativeMethods.duckdb_data_chunk_get_size(chunk);

    public int ColumnCount => (int)NativeMethods.duckdb_data_chunk_get_column_count(chunk);

    public VectorView Vector(int column) => new(NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)column));

    public void SetRowCount(int rows) => NativeMethods.duckdb_data_chunk_set_size(chunk, (ulong)rows);
}
