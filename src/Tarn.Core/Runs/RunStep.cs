namespace Tarn.Runs;

/// <summary>One thing a run does and commits. Closed. The list that is printed is the list that is executed.</summary>
/// <param name="Id">Unique in the run and the same in a resumed one: <c>land:overdrive.checkouts</c>, <c>model:silver.checkouts</c>.</param>
/// <param name="Needs">The ids of the steps that must be done before.</param>
public abstract record RunStep(string Id, IReadOnlyList<string> Needs)
{
    /// <summary>Make <c>run/&lt;id&gt;</c> from the target: a reference, no copies.</summary>
    public sealed record OpenBranch() : RunStep("open", []);

    /// <summary>Fetch a resource, keep its pages, and append their rows to its bronze table.</summary>
    public sealed record Land(string Source, string Resource, TableName Table, IReadOnlyList<string> Needs)
        : RunStep($"land:{Source}.{Resource}", Needs);

    /// <summary>Build a model's table or view.</summary>
    public sealed record Transform(string Model, TableName Table, string Materialization, IReadOnlyList<string> Needs)
        : RunStep($"model:{Table}", Needs);

    /// <summary>Run the checks of one table, or those that stand alone.</summary>
    public sealed record Audit(string Subject, IReadOnlyList<string> Checks, IReadOnlyList<string> Needs)
        : RunStep($"audit:{Subject}", Needs);

    /// <summary>Merge the run's branch into the target: one move.</summary>
    public sealed record Publish(BranchName Target, IReadOnlyList<string> Needs) : RunStep("publish", Needs);

    /// <summary>One word for the kind: open, land, model, audit, publish.</summary>
    public string Kind => Id.Split(':')[0];
}
