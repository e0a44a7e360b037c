namespace Tarn.DuckDb.Functions;

/// <summary>Makes rows, on one thread.</summary>
public interface ITableReader : IDisposable
{
    /// <summary>
    /// Writes the next rows, at most <see cref="ChunkWriter.RowsMax"/>, from row 0 on, and gives how many; 0 at the end. Every
    /// wanted column needs a value or a null at every row. What it throws ends the query and becomes the inner exception of its
    /// DuckDbException.
    /// </summary>
    int Fill(ChunkWriter writer);
}
