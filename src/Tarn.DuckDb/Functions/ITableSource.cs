namespace Tarn.DuckDb.Functions;

/// <summary>Rows made by C#, which SQL reads as a table. One source may be scanned many times, also at the same time.</summary>
public interface ITableSource
{
    /// <summary>The columns, the same each time.</summary>
    IReadOnlyList<DuckDbColumn> Columns { get; }

    /// <summary>Exactly how many rows there are; null when not known.</summary>
    long? RowCount => null;

    /// <summary>Starts one reading of the rows. Disposed when the query is over, also when it failed.</summary>
    /// <param name="wanted">The columns that the query reads; only those are written. Empty when it only counts.</param>
    ITableScan Open(IReadOnlyList<int> wanted);
}
