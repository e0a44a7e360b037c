using System.Text;
using Tarn.Engine;

namespace Tarn.Models;

/// <summary>Puts the queries of ephemeral models before the query that refers to them, as CTEs.</summary>
internal static class EphemeralSql
{
    /// <summary>dbt's name for the CTE of an ephemeral model.</summary>
    public static string CteName(string model) => "__dbt__cte__" + model;

    /// <summary>The query with the CTEs in front, before those of its own <c>with</c> if it has one.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="ctes">Models and their queries, each after those it refers to.</param>
    public static string Prepend(string sql, IReadOnlyList<(string Model, string Sql)> ctes)
    {
        if (ctes.Count == 0)
            return sql;
        var text = string.Join(",\n", ctes.Select(c => $"{SqlText.Name(CteName(c.Model))} as (\n{c.Sql.Trim()}\n)"));
        var first = SqlScan.First(sql);
        var afterWith = SqlScan.After(sql, first, "with");
        if (afterWith == first)
            return $"with {text}\n{sql}";
        var next = SqlScan.First(sql, afterWith);
        var afterRecursive = SqlScan.After(sql, next, "recursive");
        var at = afterRecursive == next ? afterWith : afterRecursive;
        return new StringBuilder(sql).Insert(at, $" {text},").ToString();
    }
}
