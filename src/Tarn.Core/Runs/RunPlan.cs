namespace Tarn.Runs;

/// <summary>What a run will do, decided before anything is done.</summary>
public sealed record RunPlan
{
    /// <summary>The run's name.</summary>
    public required RunId Run { get; init; }

    /// <summary>The branch it works on.</summary>
    public BranchName Branch => BranchName.OfRun(Run);

    /// <summary>The branch it is published to.</summary>
    public required BranchName Target { get; init; }

    /// <summary>The commit of the target that it starts from.</summary>
    public required string Base { get; init; }

    /// <summary>The steps, each after all that it needs.</summary>
    public required IReadOnlyList<PlannedStep> Planned { get; init; }

    /// <summary>The steps alone.</summary>
    public IEnumerable<RunStep> Steps => Planned.Select(p => p.Step);

    /// <summary>The ids of steps that a resumed run finds done on its branch.</summary>
    public IReadOnlySet<string> Done { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
