namespace Tarn.DuckDb;

/// <summary>The SQL is fine but has no tree to give: only SELECT statements do, and PIVOT only with its IN list.</summary>
/// <param name="sql">The SQL.</param>
/// <param name="text">DuckDB's words.</param>
public sealed class DuckDbNotSerializableException(string sql, string text) : Exception(text)
{
    /// <summary>The SQL.</summary>
    public string Sql { get; } = sql;
}
