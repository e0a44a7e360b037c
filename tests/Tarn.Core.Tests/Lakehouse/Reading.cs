using System.Collections;
using System.Globalization;
using Tarn.Runs;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>Short ways to read a lake.</summary>
internal static class Reading
{
    /// <summary>The rows of a query, each as text, in its order.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(this Lake lake, string sql, string at = "main")
    {
        using var result = await lake.QueryAsync(sql, at);
        return [.. result.Rows.Select(row => string.Join('|', row.Select(Text)))];
    }

    /// <summary>The only value of a query.</summary>
    public static async Task<long> NumberAsync(this Lake lake, string sql, string at = "main")
    {
        using var result = await lake.QueryAsync(sql, at);
        return Convert.ToInt64(result.Rows.Single()[0], CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Everything in the tables that models and landings made: rows without order, and bronze without the columns that name the run.
    /// </summary>
    public static async Task<string> ContentsAsync(this Lake lake, string at = "main")
    {
        var lines = new List<string>();
        foreach (var table in (await lake.TablesAsync(at)).Where(t => t.Table.Namespace != "_platform"))
        {
            var columns = table.Columns.Where(c => c.Name is not ("_ingested_at" or "_batch_id" or "_page")).Select(c => c.Name);
            var rows = await lake.RowsAsync($"select {string.Join(", ", columns)} from {table.Table}", at);
            lines.AddRange(rows.Order(StringComparer.Ordinal).Prepend($"-- {table.Table}"));
        }
        return string.Join('\n', lines);
    }

    /// <summary>Run names that the ledger has more than once.</summary>
    public static Task<IReadOnlyList<string>> DoubledInLedgerAsync(this Lake lake) =>
        lake.RowsAsync("select run_id from _platform.runs group by run_id having count(*) > 1");

    public static StepReport Step(this RunReport report, string id) => report.Steps.Single(s => s.Id == id);

    public static string Told(this RunReport report) =>
        $"{report.Run} {report.Status}: " + string.Join("; ", report.Steps.SelectMany(s => s.Problems).Select(p => p.ToString()));

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable many => $"[{string.Join(',', many.Cast<object?>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
