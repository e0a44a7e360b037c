using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>The run that a request means.</summary>
/// <param name="Request">What was asked for; for a resumed run what was asked for then.</param>
/// <param name="Run">Its name.</param>
/// <param name="Base">The commit of the target it starts from.</param>
/// <param name="Journal">What its branch says; null for a new run.</param>
public sealed record RunChoice(RunRequest Request, RunId Run, string Base, RunJournal? Journal)
{
    /// <summary>Branches of other runs that nobody needs any more: those that died before their first commit, or after they were published.</summary>
    public IReadOnlyList<Branch> Leftovers { get; init; } = [];

    /// <summary>True when it goes on with a run that was begun.</summary>
    public bool Resumed => Journal is not null;

    /// <summary>The plan of these steps.</summary>
    public RunPlan PlanOf(IReadOnlyList<PlannedStep> planned) => new()
    {
        Run = Run,
        Target = Request.Target,
        Base = Base,
        Planned = planned,
        Done = planned.Where(p => Journal?.HasDone(p) ?? false).Select(p => p.Step.Id).ToHashSet(StringComparer.Ordinal),
    };
}
