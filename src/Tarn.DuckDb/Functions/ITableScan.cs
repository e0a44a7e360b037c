namespace Tarn.DuckDb.Functions;

/// <summary>One reading of a source, maybe by several threads.</summary>
public interface ITableScan : IDisposable
{
    /// <summary>The most threads that may read at the same time.</summary>
    int ThreadsMax => 1;

    /// <summary>A reader for one thread; called once for each, from any thread. Rows come out of one or the other of them.</summary>
    ITableReader OpenReader();
}
