using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>
/// A column of a chunk, or a child of one. Spans and readers live until the next chunk is fetched; after that readers throw
/// ObjectDisposedException, and spans must not be touched.
/// </summary>
public abstract unsafe class ColumnReader
{
    private readonly ChunkLife _life;
    private readonly ulong* _validity;

    private protected ColumnReader(ColumnSource source)
    {
        Type = source.Type;
        Count = source.Count;
        _life = source.Life;
        Vector = source.Vector;
        _validity = source.Vector.Validity;
    }

    /// <summary>The column's type.</summary>
    public DuckDbType Type { get; }

    /// <summary>Rows of the chunk; of a list's child, elements of all its lists together.</summary>
    public int Count { get; }

    /// <summary>Whether any row may be null; false means that <see cref="IsNull"/> need not be asked.</summary>
    public bool MayBeNull => _validity != null;

    private protected VectorView Vector { get; }

    /// <summary>Whether the row has no value. What the column's spans hold at such a row means nothing.</summary>
    public bool IsNull(int row)
    {
        Check(row);
        return _validity != null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;
    }

    /// <summary>The row's value as the CLR type that <see cref="DuckDbValues"/> names for its type; null for null.</summary>
    public object? GetValue(int row) => IsNull(row) ? null : Read(row);

    /// <summary>The value of a row that is not null.</summary>
    private protected abstract object Read(int row);

    private protected void Check(int row)
    {
        _life.Check();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
    }

    private protected ReadOnlySpan<T> Span<T>()
        where T : unmanaged
    {
        _life.Check();
        return Vector.Values<T>(Count);
    }

    private protected ColumnSource Child(DuckDbType type, VectorView vector, int count) => new(type, vector, count, _life);
}
