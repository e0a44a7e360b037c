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
        var entry = new LedgerRun
        {
            Run = plan.Run,
            Target = step.Target,
            Status = RunStatus.Succeeded,
            StartedAt = run.Journal.StartedAt,
            FinishedAt = time.GetUtcNow(),
            Steps = steps,
        };
        var merged = await MergeAsync(plan, step.Target, new MergeOptions
        {
            Author = author,
            Message = $"Publish run {plan.Run}",
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [StepProperties.Run] = plan.Run.Value },
            IdempotencyKey = $"{plan.Run}:publish",
            NoFastForward = true,
            ExpectedSource = run.Head,
            SourceLease = run.Lease,
            Replay = replay,
            ExtraChanges = (tree, c) => ledger.WriteAsync(tree, entry, c),
        }, cancel);
        await DropAsync(plan.Branch, run.Lease);
        return merged is MergeResult.Merged && !merged.Head.Parents.Contains(run.Head) ? throw PublishedBefore(plan.Run, merged.Head) : merged.Head.Id;
    }

    private async Task<MergeResult> MergeAsync(RunPlan plan, BranchName target, MergeOptions options, CancellationToken cancel)
    {
        try
        {
            return await catalog.MergeAsync(plan.Branch, target, options, cancel);
        }
        catch (TarnException e) when (e.Problems.All(p => p.Code == "merge.conflict"))
        {
            throw new TarnException(e.Kind, [.. e.Problems.Select(p => p with { Next = $"Start a new run, which works on what '{target}' holds now: 'tarn run'. Going on with run {plan.Run} would meet the same." })], e);
        }
    }

    /// <summary>A run is published once, and another runner was first: with fewer commits than this one's.</summary>
    private static TarnException PublishedBefore(RunId run, CatalogCommit published) =>
        new(FailureKind.Conflict, new Problem(
            "run.published-before",
            $"Run {run} was published by another runner in commit {published.ShortId}, before what this one did: that is not on '{published.Branch}'.",
            Next: $"Start a new run to have it; 'tarn show {published.ShortId}' tells what was published."));

    /// <summary>The run is published: a store that does not answer now makes no failure of it. The next run drops the branch.</summary>
    private async Task DropAsync(BranchName branch, long lease)
    {
        try
        {
            await catalog.DeleteBranchAsync(branch, lease, CancellationToken.None);
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable || e is TarnException { Problems: [{ Code: "catalog.unknown-ref" }] })
        {
            // It is dropped already, or whoever resumes it finds the merge done.
        }
    }
}
