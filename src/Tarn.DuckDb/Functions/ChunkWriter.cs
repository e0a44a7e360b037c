using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

/// <summary>The chunk that a reader fills. Its columns and their spans are good until <see cref="ITableReader.Fill"/> returns.</summary>
public sealed class ChunkWriter
{
    private readonly ColumnWriter?[] _columns;

    internal ChunkWriter(IReadOnlyList<DuckDbColumn> columns, IReadOnlyList<int> wanted)
    {
        Wanted = wanted;
        _columns = new ColumnWriter?[columns.Count];
        foreach (var column in wanted)
            _columns[column] = ColumnWriter.Of(columns[column].Type);
    }

    /// <summary>The most rows of one chunk.</summary>
    public static int RowsMax => VectorView.RowsMax;

    /// <summary>The columns that the query reads, by their place in the source.</summary>
    public IReadOnlyList<int> Wanted { get; }

    /// <summary>Whether the query reads a column.</summary>
    public bool IsWanted(int column) => _columns[column] is not null;

    /// <summary>The writer of a wanted column.</summary>
    /// <param name="column">Its place in the source.</param>
    public ColumnWriter Column(int column) =>
        _columns[column] ?? throw new InvalidOperationException($"Column {column} is not wanted by this query: ask IsWanted, or go through Wanted.");

    /// <summary>Points the writers at a chunk, whose columns are the wanted ones in their order.</summary>
    /// <param name="chunk">The chunk to fill.</param>
    /// <param name="places">For each wanted column its place in the chunk.</param>
    internal void Attach(ChunkView chunk, IReadOnlyList<int> places)
    {
        for (var i = 0; i < Wanted.Count; i++)
            _columns[Wanted[i]]!.Attach(chunk.Vector(places[i]), RowsMax);
    }
}
