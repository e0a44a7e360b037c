namespace Tarn.DuckDb;

/// <summary>How far the running query is.</summary>
/// <param name="Percentage">0 to 100; null while DuckDB cannot tell, and when nothing runs. It reaches 100 before the last file is written.</param>
/// <param name="Rows">Rows processed.</param>
/// <param name="RowsTotal">Rows that DuckDB expects.</param>
public sealed record DuckDbProgress(double? Percentage, long Rows, long RowsTotal);
