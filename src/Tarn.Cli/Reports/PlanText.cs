using Tarn.Cli.Terminals;
using Tarn.Runs;

namespace Tarn.Cli.Reports;

/// <summary>A plan as a list of steps.</summary>
internal static class PlanText
{
    public static void Write(Terminal terminal, RunPlan plan, bool makesLake)
    {
        var from = makesLake ? "in a lake that it makes" : $"from {plan.Target} at {Words.Short(plan.Base)}";
        terminal.Out.WriteLine($"{Words.Count(plan.Planned.Count, "step")} {from}");
        var sheet = Sheet.Of(">", "step", "does", "after");
        foreach (var step in plan.Steps)
            sheet.Add($"{sheet.Rows.Count + 1}", step.Id, What(plan, step), After(plan, step));
        SheetText.Write(terminal, sheet);
    }

    private static string After(RunPlan plan, RunStep step) =>
        step.Needs.Count > 3 && step.Needs.Count == plan.Planned.Count - 1 ? "all of these" : string.Join(", ", step.Needs);

    private static string What(RunPlan plan, RunStep step)
    {
        var what = step switch
        {
            RunStep.OpenBranch => $"branch off {plan.Target}",
            RunStep.Land land => $"fetch into {land.Table}",
            RunStep.Transform model => $"build {model.Table} ({model.Materialization})",
            RunStep.Audit audit => $"run {Words.Count(audit.Checks.Count, "check")}",
            RunStep.Publish publish => $"merge into {publish.Target}",
            _ => "",
        };
        return plan.Done.Contains(step.Id) ? what + "; done" : what;
    }
}
