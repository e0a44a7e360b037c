using Tarn.Runs;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>Told at once, by the thread that does the step.</summary>
internal sealed class RunWatcher(Action<RunEvent> told) : IProgress<RunEvent>
{
    public void Report(RunEvent value) => told(value);

    /// <summary>Does something when a step starts.</summary>
    public static RunWatcher AtStart(string step, Action action) => new(e =>
    {
        if (e is RunEvent.StepStarted started && started.Step.Id == step)
            action();
    });
}
