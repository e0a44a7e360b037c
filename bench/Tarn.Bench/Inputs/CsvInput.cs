namespace Tarn.Bench.Inputs;

/// <summary>Orders as CSV: seven columns, 66 bytes a row, the same bytes each time.</summary>
internal static class CsvInput
{
    public const int DefaultRows = 10_000_000;

    /// <summary>Columns with the types that a source declares and DuckDB's for them.</summary>
    public static IReadOnlyList<InputColumn> Columns { get; } =
    [
        new("order_id", "bigint", "BIGINT"),
        new("customer_id", "bigint", "BIGINT"),
        new("sku", "text", "VARCHAR"),
        new("ordered_on", "date", "DATE"),
        new("updated_at", "timestamp", "TIMESTAMP"),
        new("amount", "decimal(18,2)", "DECIMAL(18,2)"),
        new("status", "text", "VARCHAR"),
    ];

    /// <summary>The file with so many rows, made once.</summary>
    public static string Make(string cache, long rows) => InputFile.Make(
        Path.Combine(cache, $"orders-{rows}.csv"),
        $"""
        select
            i as order_id,
            i * 7919 % 500009 as customer_id,
            'S' || lpad((i * 104729 % 99991)::varchar, 5, '0') as sku,
            date '2023-01-01' + (i % 1000)::int as ordered_on,
            strftime(timestamp '2023-01-01 00:00:00' + to_seconds(i * 31), '%Y-%m-%d %H:%M:%S') as updated_at,
            (i * 15485863 % 1000003 / 100)::decimal(18, 2) as amount,
            ['open', 'paid', 'sent', 'void'][1 + i % 4] as status
        from range(1, {rows + 1}) as numbers(i)
        """,
        "format csv, header true");

    /// <summary>What reads it, with nothing to be guessed.</summary>
    public static string ReadSql(string file)
    {
        var columns = string.Join(", ", Columns.Select(c => $"{c.Name}: '{c.SqlType}'"));
        return $"select * from read_csv('{file}', auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}})";
    }
}
