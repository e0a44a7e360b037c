using Tarn.Cli.Terminals;
using Tarn.Runs;

namespace Tarn.Cli.Reports;

/// <summary>Lines about runs: one for a finished step, and how it ended with what to do next.</summary>
internal static class RunText
{
    /// <summary>What a step did, in words: <c>6 rows</c>, <c>4 checks passed</c>.</summary>
    public static string Outcome(StepReport step)
    {
        if (step.Status is StepStatus.Skipped)
            return "was done before";
        if (step.Checks.Count > 0)
            return Checks(step.Checks);
        var parts = new List<string>();
        if (step.Rows is { } rows)
            parts.Add(Words.Count(rows, "row"));
        if (step.Quarantined is > 0)
            parts.Add($"{step.Quarantined:N0} in quarantine");
        return string.Join(", ", parts);
    }

    /// <summary>One word for how a step stands.</summary>
    public static string Status(StepStatus status) => status switch
    {
        StepStatus.Done => "done",
        StepStatus.Skipped => "skip",
        StepStatus.Failed => "FAIL",
        StepStatus.Running => "stop",
        _ => "-",
    };

    /// <summary>The end of a run: what was published, or what failed, where to look, and how to go on.</summary>
    public static void WriteEnd(Terminal terminal, RunReport run, string target, RunHints hints)
    {
        var @out = terminal.Out;
        WriteWarnings(@out, run, hints);
        switch (run.Status)
        {
            case RunStatus.Succeeded:
                @out.WriteLine(run.PublishedCommit is { } commit
                    ? $"published {Words.Short(commit)} to {target}"
                    : $"nothing to publish: {target} is as it was");
                break;
            case RunStatus.Failed:
                WriteFailure(terminal, run, target, hints);
                break;
            default:
                @out.WriteLine($"stopped: {target} is as it was, and what is done stays done");
                @out.WriteLine($"  go on:  {hints.GoOn}");
                break;
        }
    }

    /// <summary>What stopped nothing and must not be overlooked.</summary>
    private static void WriteWarnings(TextWriter @out, RunReport run, RunHints hints)
    {
        foreach (var check in run.Steps.SelectMany(s => s.Checks).Where(c => c.Status is "warn"))
            @out.WriteLine($"warning: {check.Check}: {check.Message}");
        foreach (var step in run.Steps.Where(s => s.Quarantined is > 0 && s.Status is StepStatus.Done))
        {
            var table = "quarantine." + step.Id[(step.Id.IndexOf(':') + 1)..].Replace('.', '_');
            var at = run.Status is RunStatus.Succeeded ? "" : $" --at {run.Branch}";
            @out.WriteLine($"warning: {Words.Count(step.Quarantined!.Value, "row")} could not be taken and {(step.Quarantined == 1 ? "lies" : "lie")} in {table}, with the reason");
            @out.WriteLine($"  look:   {hints.Look}{at} \"select _reason, _line, _raw from {table} where _batch_id = '{run.Run}'\"");
        }
    }

    private static void WriteFailure(Terminal terminal, RunReport run, string target, RunHints hints)
    {
        var @out = terminal.Out;
        @out.WriteLine($"failed: {target} is as it was; {(hints.Look is null ? "nothing was done" : "the run's branch is kept for a look")}");
        ErrorReport.WriteText(terminal, [.. run.Steps.SelectMany(s => s.Problems)]);
        if (hints.Look is { } look)
            @out.WriteLine($"  look:   {look} --at {run.Branch} \"select ...\"");
        // What conflicts with the target once does so again, however often the run is gone on with.
        if (!run.Steps.SelectMany(s => s.Problems).Any(p => p.Code == "merge.conflict"))
            @out.WriteLine($"  go on:  {hints.GoOn}    (when the cause is mended)");
    }

    private static string Checks(IReadOnlyList<CheckReport> checks)
    {
        var parts = new List<string> { $"{Words.Count(checks.Count(c => c.Status is "pass"), "check")} passed" };
        var warned = checks.Count(c => c.Status is "warn");
        var failed = checks.Count(c => c.Status is "fail");
        if (warned > 0)
            parts.Add($"{warned:N0} warned");
        if (failed > 0)
            parts.Add($"{failed:N0} failed");
        return string.Join(", ", parts);
    }
}
