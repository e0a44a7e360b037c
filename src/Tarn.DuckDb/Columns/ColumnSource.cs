using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>What a reader reads.</summary>
internal readonly struct ColumnSource(DuckDbType type, VectorView vector, int count, ChunkLife life)
{
    public DuckDbType Type { get; } = type;

    public VectorView Vector { get; } = vector;

    public int Count { get; } = count;

    public ChunkLife Life { get; } = life;
}
