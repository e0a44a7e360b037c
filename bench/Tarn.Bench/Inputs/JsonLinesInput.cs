namespace Tarn.Bench.Inputs;

/// <summary>Events as JSON lines: text, numbers and an object within, 144 bytes a row, the same bytes each time.</summary>
internal static class JsonLinesInput
{
    public const int DefaultRows = 5_000_000;

    /// <summary>Columns with DuckDB's types; a source declares none of them.</summary>
    public static IReadOnlyList<InputColumn> Columns { get; } =
    [
        new("event_id", "", "BIGINT"),
        new("kind", "", "VARCHAR"),
        new("seen_at", "", "VARCHAR"),
        new("amount", "", "DOUBLE"),
        new("patron", "", "STRUCT(id BIGINT, branch VARCHAR)"),
        new("is_new", "", "BOOLEAN"),
    ];

    /// <summary>The file with so many rows, made once.</summary>
    public static string Make(string cache, long rows) => InputFile.Make(
        Path.Combine(cache, $"events-{rows}.jsonl"),
        $$"""
        select
            i as event_id,
            ['checkout', 'renewal', 'hold', 'return'][1 + i % 4] as kind,
            strftime(timestamp '2023-01-01 00:00:00' + to_seconds(i * 31), '%Y-%m-%dT%H:%M:%SZ') as seen_at,
            (i * 15485863 % 1000003)::double / 8 as amount,
            {id: i * 7919 % 500009, branch: 'branch number ' || (i * 104729 % 97)} as patron,
            i % 3 = 0 as is_new
        from range(1, {{rows + 1}}) as numbers(i)
        """,
        "format json");

    /// <summary>What reads it, with nothing to be guessed.</summary>
    public static string ReadSql(string file)
    {
        var columns = string.Join(", ", Columns.Select(c => $"{c.Name}: '{c.SqlType}'"));
        return $"select * from read_json('{file}', format = 'newline_delimited', columns = {{{columns}}})";
    }
}
