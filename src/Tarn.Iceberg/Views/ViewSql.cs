namespace Tarn.Iceberg.Views;

/// <summary>The query of a view in one dialect (view spec, "SQL representation").</summary>
/// <param name="Sql">A SELECT statement.</param>
/// <param name="Dialect">Whose SQL it is: <c>duckdb</c>, <c>spark</c>, <c>trino</c>.</param>
public sealed record ViewSql(string Sql, string Dialect = ViewSql.DuckDb)
{
    /// <summary>The dialect of Tarn's views.</summary>
    public const string DuckDb = "duckdb";
}
