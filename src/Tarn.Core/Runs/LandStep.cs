using Tarn.Catalog;
using Tarn.Landing;
using Tarn.Project;

namespace Tarn.Runs;

/// <summary>Lands a resource on the run's branch.</summary>
internal sealed class LandStep(LakeProject project, Lander lander)
{
    /// <summary>Fetches, keeps and loads the batch of this run.</summary>
    public async Task<StepResult> DoAsync(RunStep.Land step, RunState state, IProgress<RunEvent> progress, CancellationToken cancel)
    {
        var resource = project.Sources.Single(s => s.Name == step.Source).Resources.Single(r => r.Name == step.Resource);
        var batch = new Batch(state.Run, step.Source, step.Resource);
        var landed = await lander.LandAsync(
            batch, resource, state.Base, text => progress.Report(new RunEvent.StepProgress(step, text, null)), cancel);
        var changes = new List<TableWrite>();
        foreach (var (table, entry) in landed.Tables)
            changes.Add(new TableWrite(table, await state.Head.FindAsync(table, cancel), entry));
        return new StepResult
        {
            Changes = [.. changes.Where(c => c.Expected != c.Entry)],
            Report = new StepReport { Id = step.Id, Kind = step.Kind, Status = StepStatus.Done, Rows = landed.Rows, Quarantined = landed.Quarantined },
        };
    }
}
