using System.Text.Json;
using Tarn.Runs;

namespace Tarn.Cli.Json;

/// <summary>Runs, plans and their steps.</summary>
internal static class RunJson
{
    /// <summary>The members of a run: <c>run_id, status, branch, resumed, failure, published_commit, steps</c>.</summary>
    public static void Members(Utf8JsonWriter json, RunReport run)
    {
        json.WriteString("run_id", run.Run.Value);
        json.WriteString("status", Lower(run.Status));
        json.WriteString("branch", run.Branch.Value);
        json.WriteBoolean("resumed", run.Resumed);
        json.WriteString("failure", run.Failure is { } kind ? Lower(kind) : null);
        json.WriteString("published_commit", run.PublishedCommit);
        json.Array("steps", run.Steps, step => json.Object(() => Members(json, step)));
    }

    /// <summary>The members of a plan: <c>run_id, branch, target, base, steps</c>; base is null when the run would make the lake.</summary>
    public static void Members(Utf8JsonWriter json, RunPlan plan, bool makesLake)
    {
        json.WriteString("run_id", plan.Run.Value);
        json.WriteString("branch", plan.Branch.Value);
        json.WriteString("target", plan.Target.Value);
        json.WriteString("base", makesLake ? null : plan.Base);
        json.Array("steps", plan.Steps, step => json.Object(() =>
        {
            json.WriteString("id", step.Id);
            json.WriteString("kind", step.Kind);
            json.Strings("needs", step.Needs);
            json.WriteBoolean("done", plan.Done.Contains(step.Id));
            Particulars(json, step);
        }));
    }

    /// <summary>A word for a status or a kind of failure, in lower case.</summary>
    public static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void Particulars(Utf8JsonWriter json, RunStep step)
    {
        switch (step)
        {
            case RunStep.Land land:
                json.WriteString("source", land.Source);
                json.WriteString("resource", land.Resource);
                json.WriteString("table", land.Table.ToString());
                break;
            case RunStep.Transform model:
                json.WriteString("model", model.Model);
                json.WriteString("table", model.Table.ToString());
                json.WriteString("materialization", model.Materialization);
                break;
            case RunStep.Audit audit:
                json.WriteString("subject", audit.Subject);
                json.Strings("checks", audit.Checks);
                break;
        }
    }

    private static void Members(Utf8JsonWriter json, StepReport step)
    {
        json.WriteString("id", step.Id);
        json.WriteString("kind", step.Kind);
        json.WriteString("status", Lower(step.Status));
        json.Time("started_at", step.StartedAt);
        json.Seconds("seconds", step.Seconds);
        json.Number("rows", step.Rows);
        json.Number("quarantined", step.Quarantined);
        json.WriteString("commit", step.Commit);
        json.Array("checks", step.Checks, check => json.Object(() =>
        {
            json.WriteString("check", check.Check);
            json.WriteString("status", check.Status);
            json.WriteNumber("failures", check.Failures);
            json.WriteString("message", check.Message);
        }));
        ProblemJson.Write(json, "problems", step.Problems);
    }
}
