namespace Tarn.Runs;

/// <summary>What a run tells while it works. Closed.</summary>
public abstract record RunEvent
{
    private RunEvent() { }

    /// <summary>The plan is made and the first step is about to start.</summary>
    public sealed record Planned(RunPlan Plan, bool Resumed) : RunEvent;

    /// <summary>A step starts.</summary>
    public sealed record StepStarted(RunStep Step) : RunEvent;

    /// <summary>A step is somewhere: <paramref name="Text"/> says where (<c>page 12</c>), <paramref name="Share"/> 0 to 1 or null when unknown.</summary>
    public sealed record StepProgress(RunStep Step, string Text, double? Share) : RunEvent;

    /// <summary>A step ended, or was found done.</summary>
    public sealed record StepEnded(RunStep Step, StepReport Report) : RunEvent;
}
