using Tarn.Cli.Terminals;
using Tarn.Runs;

namespace Tarn.Cli.Reports;

/// <summary>Turns what a run tells into lines. Steps end in parallel; a lock keeps the lines whole.</summary>
/// <param name="ended">Takes lines that stay.</param>
/// <param name="moving">Takes the line that says what is at work now.</param>
internal sealed class RunLines(Action<RunLine> ended, Action<string> moving) : IProgress<RunEvent>
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, string> _atWork = new(StringComparer.Ordinal);
    private int _idWidth;
    private int _count;
    private int _done;

    public void Report(RunEvent value)
    {
        lock (_gate)
            Take(value);
    }

    private void Take(RunEvent value)
    {
        switch (value)
        {
            case RunEvent.Planned planned:
                Begin(planned);
                break;
            case RunEvent.StepStarted started:
                _atWork[started.Step.Id] = started.Step.Id;
                break;
            case RunEvent.StepProgress progress:
                _atWork[progress.Step.Id] = $"{progress.Step.Id} {progress.Text}";
                break;
            case RunEvent.StepEnded end:
                End(end);
                break;
        }
        moving($"{_done} of {_count}  {string.Join(", ", _atWork.Values.Take(3))}{(_atWork.Count > 3 ? ", ..." : "")}");
    }

    private void Begin(RunEvent.Planned planned)
    {
        var steps = planned.Plan.Planned;
        (_count, _idWidth) = (steps.Count, steps.Select(s => s.Step.Id.Length).DefaultIfEmpty(0).Max());
        var before = planned.Plan.Done.Count;
        ended(new RunLine(planned.Resumed
            ? $"run {planned.Plan.Run} goes on: {before} of {Words.Count(_count, "step")} done before"
            : $"run {planned.Plan.Run}: {Words.Count(_count, "step")}", Failed: false));
    }

    private void End(RunEvent.StepEnded end)
    {
        _atWork.Remove(end.Step.Id);
        _done++;
        var report = end.Report;
        var time = report.Status is StepStatus.Skipped || report.Seconds is not { } seconds ? "" : Words.Seconds(seconds);
        var line = $"  {RunText.Status(report.Status),-4}  {report.Id.PadRight(_idWidth)}  {RunText.Outcome(report),-26}  {time,7}";
        ended(new RunLine(line.TrimEnd(), report.Status is StepStatus.Failed));
    }
}
