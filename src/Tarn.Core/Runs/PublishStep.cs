using Tarn.Catalog;
using Tarn.Engine;

namespace Tarn.Runs;

/// <summary>
/// Publishes a run: merges its branch into the target with the ledger's rows, one move, and drops the branch. Asked again after a crash it finds
/// the merge done and only drops the branch.
/// </summary>
internal sealed class PublishStep(LakeCatalog catalog, LedgerWriter ledger, LakeReplay replay, TimeProvider time)
{
    /// <summary>The commit on the target.</summary>
    /// <param name="step">The step.</param>
    /// <param name="plan">The run's plan.</param>
    /// <param name="run">The open run.</param>
    /// <param name="author">Who asked for the run.</param>
    /// <param name="steps">How the other steps went, for the ledger.</param>
    /// <param name="cancel">Stops before the merge, not in it.</param>
    public async Task<string> DoAsync(
        RunStep.Publish step, RunPlan plan, OpenRun run, string author, IReadOnlyList<StepReport> steps, CancellationToken cancel)
    {
        var audited = (await catalog.FindBranchAsync(plan.Branch, cancel))!.Commit;
        var entry = new LedgerRun
        {
            Run = plan.Run,
            Target = step.Target,
            Status = RunStatus.Succeeded,
            StartedAt = run.Journal.StartedAt,
            FinishedAt = time.GetUtcNow(),
            Steps = steps,
        };
        var merged = await catalog.MergeAsync(plan.Branch, step.Target, new MergeOptions
        {
            Author = author,
            Message = $"Publish run {plan.Run}",
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [StepProperties.Run] = plan.Run.Value },
            IdempotencyKey = $"{plan.Run}:publish",
            NoFastForward = true,
            ExpectedSource = audited,
            Replay = replay,
            ExtraChanges = (tree, c) => ledger.WriteAsync(tree, entry, c),
        }, cancel);
        await DropAsync(plan.Branch, run.Lease);
        return merged.Head.Id;
    }

    /// <summary>The run is published: a store that does not answer now makes no failure of it. The next run drops the branch.</summary>
    private async Task DropAsync(BranchName branch, long lease)
    {
        try
        {
            await catalog.DeleteBranchAsync(branch, lease, CancellationToken.None);
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable)
        {
            // Whoever resumes it finds the merge done.
        }
    }
}
