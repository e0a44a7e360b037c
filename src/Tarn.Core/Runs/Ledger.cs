using System.Globalization;
using Tarn.Engine;

namespace Tarn.Runs;

/// <summary>
/// The ledger of runs: three tables in the lake itself, <c>_platform.runs</c>, <c>_platform.steps</c> and <c>_platform.checks</c>, whose rows are
/// appended in the publish. Here is the SQL that gives the rows of some runs. Pure text.
/// </summary>
public static class Ledger
{
    /// <summary>A row a run.</summary>
    public static TableName Runs { get; } = TableName.Parse("_platform.runs");

    /// <summary>A row a step of a run.</summary>
    public static TableName Steps { get; } = TableName.Parse("_platform.steps");

    /// <summary>A row a check that a run made.</summary>
    public static TableName Checks { get; } = TableName.Parse("_platform.checks");

    /// <summary>The SELECT of each table's new rows; a table without new rows is left out.</summary>
    public static IReadOnlyDictionary<TableName, string> RowsOf(IReadOnlyList<LedgerRun> runs) =>
        new[] { (Runs, RunRows(runs)), (Steps, StepRows(runs)), (Checks, CheckRows(runs)) }
            .Where(table => table.Item2.Length > 0)
            .ToDictionary(table => table.Item1, table => table.Item2);

    private static string RunRows(IReadOnlyList<LedgerRun> runs) => Select(
        "run_id varchar, target varchar, status varchar, started_at timestamptz, finished_at timestamptz, steps integer, rows bigint, quarantined bigint, error varchar",
        runs.Select(r => Row(
            Text(r.Run.Value), Text(r.Target.Value), Text(Word(r.Status)), Time(r.StartedAt), Time(r.FinishedAt), r.Steps.Count,
            r.Steps.Sum(s => s.Rows ?? 0), r.Steps.Sum(s => s.Quarantined ?? 0), Text(r.Error))));

    private static string StepRows(IReadOnlyList<LedgerRun> runs) => Select(
        "run_id varchar, step varchar, kind varchar, status varchar, started_at timestamptz, seconds double, rows bigint, quarantined bigint, commit_id varchar, error varchar",
        runs.SelectMany(r => r.Steps.Select(s => Row(
            Text(r.Run.Value), Text(s.Id), Text(s.Kind), Text(Word(s.Status)), Time(s.StartedAt), Number(s.Seconds), Number(s.Rows), Number(s.Quarantined),
            Text(s.Commit), Text(s.Problems.Count == 0 ? null : string.Join('\n', s.Problems))))));

    private static string CheckRows(IReadOnlyList<LedgerRun> runs) => Select(
        "run_id varchar, step varchar, check_name varchar, status varchar, failures bigint, message varchar",
        runs.SelectMany(r => r.Steps.SelectMany(s => s.Checks.Select(c => Row(
            Text(r.Run.Value), Text(s.Id), Text(c.Check), Text(c.Status), c.Failures, Text(c.Message.Length == 0 ? null : c.Message))))));

    /// <summary>Casts once, by the declaration, so that a column of nothing but nulls has its type.</summary>
    private static string Select(string columns, IEnumerable<string> rows)
    {
        var values = string.Join(",\n", rows);
        if (values.Length == 0)
            return "";
        var declared = columns.Split(", ").Select(c => c.Split(' ')).ToList();
        var casts = string.Join(", ", declared.Select(c => $"{SqlText.Name(c[0])}::{c[1]} as {SqlText.Name(c[0])}"));
        return $"select {casts}\nfrom (values\n{values}\n) as v({SqlText.Names(declared.Select(c => c[0]))})";
    }

    private static string Row(params object[] values) =>
        $"({string.Join(", ", values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)))})";

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static string Text(string? value) => value is null ? "null" : SqlText.Text(value);

    private static string Time(DateTimeOffset? value) => value is null ? "null" : $"timestamptz '{value.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'";

    private static object Number(object? value) => value ?? "null";
}
