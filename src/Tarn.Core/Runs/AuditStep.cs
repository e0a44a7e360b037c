using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Tarn.Checks;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;

namespace Tarn.Runs;

/// <summary>Audits: each check is a query whose rows are the failures. One that fails with severity error stops the line; warnings are kept.</summary>
internal sealed partial class AuditStep(QuerySessions sessions, Func<RunId, ILookup<string, Check>> checksOf)
{
    private readonly ConcurrentDictionary<RunId, ILookup<string, Check>> _checks = [];

    /// <summary>Runs every check of the subject; a failing one does not keep the others from being told.</summary>
    public async Task<StepResult> DoAsync(RunStep.Audit step, RunState state, CancellationToken cancel)
    {
        var subject = _checks.GetOrAdd(state.Run, checksOf)[step.Subject].ToList();
        var reports = new List<CheckReport>();
        foreach (var check in subject)
        {
            using var session = await sessions.OpenAsync(state.Head, [.. check.Reads.Distinct()], CheckQuery.Of(check), cancel);
            reports.Add(Run(session.Connection, check, cancel));
        }
        var problems = subject.Zip(reports).Where(p => p.Second.Status is "fail").Select(p => ProblemOf(p.First, p.Second, state.Run)).ToList();
        return new StepResult
        {
            Report = new StepReport
            {
                Id = step.Id,
                Kind = step.Kind,
                Status = problems.Count > 0 ? StepStatus.Failed : StepStatus.Done,
                Checks = reports,
                Problems = problems,
            },
        };
    }

    private static CheckReport Run(DuckDbConnection connection, Check check, CancellationToken cancel)
    {
        try
        {
            using var result = connection.Query(CheckQuery.Of(check), cancel: cancel);
            var row = result.Rows().Single();
            var failures = Convert.ToInt64(row[0], CultureInfo.InvariantCulture);
            var outcome = CheckOutcome.Of(check.Settings, failures, (bool)row[1]!, (bool)row[2]!);
            return new CheckReport
            {
                Check = check.Name,
                Status = outcome is CheckOutcome.Fail ? "fail" : outcome is CheckOutcome.Warn ? "warn" : "pass",
                Failures = failures,
                Message = outcome is CheckOutcome.Pass ? "" : check.Describe,
            };
        }
        catch (DuckDbException e)
        {
            throw new TarnException(FailureKind.Failed, new Problem("check.sql", $"The check '{check.Name}' cannot be run: {e.Text}", check.Where), e);
        }
    }

    private static Problem ProblemOf(Check check, CheckReport report, RunId run) => new(
        "check.failed",
        $"{check.Describe} ({(report.Failures == 1 ? "1 failing row" : $"{report.Failures} failing rows")}).",
        check.Where,
        $"Look at them: tarn query --at run/{run} \"{AsWord(check.Select)}\"");

    /// <summary>
    /// The query as a shell takes it between double quotes: lines of comment gone, all on one line unless the end of a line is a comment, and what
    /// a shell would change escaped.
    /// </summary>
    private static string AsWord(string sql)
    {
        var lines = sql.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith("--", StringComparison.Ordinal)).ToList();
        return ShellSigns().Replace(string.Join(lines.Exists(l => l.Contains("--", StringComparison.Ordinal)) ? '\n' : ' ', lines), @"\$0");
    }

    [GeneratedRegex(@"[""\\$`]", RegexOptions.None, 1000)]
    private static partial Regex ShellSigns();
}
