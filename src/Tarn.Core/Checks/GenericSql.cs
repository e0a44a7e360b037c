using System.Text.RegularExpressions;
using Tarn.Engine;

namespace Tarn.Checks;

/// <summary>The rows that fail a core test, as dbt's macros select them (dbt-adapters, generic_test_sql).</summary>
internal static partial class GenericSql
{
    /// <summary>A table's rows (or those of a query in brackets), or those of them that a condition holds for.</summary>
    public static string Rows(string table, string? where) =>
        where is null ? table : $"(select * from {table} where {where}\n) as tested_rows";

    /// <summary>A plain name in quotes; anything else is an expression, which dbt allows for a test of a whole table.</summary>
    public static string Expression(string text) => PlainName().IsMatch(text) ? SqlText.Name(text) : $"({text})";

    public static string NotNull(string rows, string column) => $"""
        select {column}
        from {rows}
        where {column} is null
        """;

    public static string Unique(string rows, string column) => $"""
        select {column} as unique_field, count(*) as n_records
        from {rows}
        where {column} is not null
        group by {column}
        having count(*) > 1
        """;

    /// <summary>The values that are not among the accepted ones, which stand here as SQL; null is always accepted.</summary>
    public static string AcceptedValues(string rows, string column, IEnumerable<string> accepted) => $"""
        with all_values as (
        select {column} as value_field, count(*) as n_records
        from {rows}
        group by {column}
        )
        select *
        from all_values
        where value_field not in ({string.Join(", ", accepted)})
        """;

    public static string Relationships(string rows, string column, string parent, string field) => $"""
        with child as (
        select {column} as from_field
        from {rows}
        where {column} is not null
        ),
        parent as (
        select {field} as to_field
        from {parent}
        )
        select from_field
        from child
        left join parent on child.from_field = parent.to_field
        where parent.to_field is null
        """;

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.None, 1000)]
    private static partial Regex PlainName();
}
