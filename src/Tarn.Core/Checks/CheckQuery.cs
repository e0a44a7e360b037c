namespace Tarn.Checks;

/// <summary>The statement that runs a check.</summary>
public static class CheckQuery
{
    private const string AnyFailure = "!= 0";

    /// <summary>
    /// One row: <c>failures</c> (bigint), <c>should_warn</c> and <c>should_error</c> (boolean), as dbt's <c>get_test_sql</c> has them.
    /// A <c>fail_calc</c> of no rows, which SQL makes null, is 0. Read it with <see cref="CheckOutcome.Of"/>.
    /// </summary>
    public static string Of(Check check)
    {
        var count = check.Settings.FailCalc is { } calc ? $"coalesce({calc}, 0)" : "count(*)";
        return $"""
            select
                cast({count} as bigint) as failures,
                {count} {check.Settings.WarnIf ?? AnyFailure} as should_warn,
                {count} {check.Settings.ErrorIf ?? AnyFailure} as should_error
            from (
            {Limited(check)}
            ) as failing_rows
            """;
    }

    // Around the query, so that one with a limit of its own keeps it.
    private static string Limited(Check check) =>
        check.Settings.Limit is { } limit ? $"select * from (\n{check.Select}\n) as all_failing_rows limit {limit}" : check.Select;
}
