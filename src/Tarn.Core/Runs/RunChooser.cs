using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>Decides which run a request means: a new one, the one it names, or one that was interrupted.</summary>
public sealed class RunChooser(LakeCatalog catalog, IdSource ids)
{
    /// <summary>The run, and where it starts from. Only reads.</summary>
    /// <exception cref="TarnException">Invalid <c>run.unknown</c>: the run named has no branch; <c>run.target</c>: the target is no branch that can be published to.</exception>
    public async Task<RunChoice> ChooseAsync(RunRequest request, CancellationToken cancel)
    {
        if (request.Resume is { } named)
            return Resumed(await NamedAsync(named, cancel), request);
        var head = await HeadAsync(request.Target, cancel);
        var (journal, leftovers) = await OnBranchesAsync(request, cancel);
        var choice = journal is null ? new RunChoice(request, RunId.New(ids), head.Id, null) : Resumed(journal, request);
        return choice with { Leftovers = leftovers };
    }

    /// <summary>Takes away the branches that nobody needs any more. One that somebody else took away or took up meanwhile is left.</summary>
    public async Task DropLeftoversAsync(RunChoice choice, CancellationToken cancel)
    {
        foreach (var branch in choice.Leftovers)
        {
            try
            {
                await catalog.DeleteBranchAsync(branch.Name, branch.Lease?.Token, cancel);
            }
            catch (TarnException e) when (e.Kind is not FailureKind.Corrupt)
            {
                // Gone already, or at work again; or the store does not answer, and the next run tries.
            }
        }
    }

    private static RunChoice Resumed(RunJournal journal, RunRequest request) =>
        new(journal.Request with { Author = request.Author }, journal.Run, journal.Base, journal);

    private async Task<CatalogCommit> HeadAsync(BranchName target, CancellationToken cancel)
    {
        var branch = await catalog.FindBranchAsync(target, cancel);
        if (branch is { State: BranchState.Open })
            return await catalog.ResolveAsync(target.Value, cancel);
        var names = (await catalog.ListBranchesAsync(cancel)).Where(b => b.State is BranchState.Open && b.Name.Run is null).Select(b => b.Name.Value);
        var isTag = (await catalog.ListTagsAsync(cancel)).Any(t => t.Name == target);
        throw new TarnException(FailureKind.Invalid, new Problem(
            "run.target",
            branch is not null ? $"Branch '{target}' is sealed: it is kept for inspection and takes no run."
                : isTag ? $"'{target}' is a tag, and a run publishes to a branch." : $"There is no branch '{target}' to publish to.",
            Next: $"Take one of {string.Join(", ", names)}, or make one: 'tarn branch create {(branch is null && !isTag ? target : "NAME")}'."));
    }

    private async Task<RunJournal> NamedAsync(RunId run, CancellationToken cancel)
    {
        var branch = BranchName.OfRun(run);
        var journal = await catalog.FindBranchAsync(branch, cancel) is null ? null : await RunJournal.ReadAsync(catalog, branch, run, cancel);
        return journal ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "run.unknown",
            $"There is nothing to resume of run {run}.",
            Next: "A run that was published is done, and its branch is gone; 'tarn status' lists runs that can be resumed."));
    }

    /// <summary>
    /// The newest run that asked for the same and that nobody works on any more (a failed run is resumed only by its name); and the branches of
    /// runs that died before their first commit, or after they were published.
    /// </summary>
    private async Task<(RunJournal? Interrupted, IReadOnlyList<Branch> Leftovers)> OnBranchesAsync(RunRequest request, CancellationToken cancel)
    {
        RunJournal? interrupted = null;
        var leftovers = new List<Branch>();
        var open = (await catalog.ListBranchesAsync(cancel)).Where(b => b.Name.Run is not null && b.State is BranchState.Open && IsFree(b.Lease));
        foreach (var branch in open.OrderByDescending(b => b.Name.Value, StringComparer.Ordinal))
        {
            var journal = await RunJournal.ReadAsync(catalog, branch.Name, branch.Name.Run!, cancel);
            if (journal is null ? IsAbandoned(branch) : await IsPublishedAsync(journal, cancel))
                leftovers.Add(branch);
            else if (journal is not null && Same(journal.Request, request))
                interrupted ??= journal;
        }
        return (interrupted, leftovers);
    }

    /// <summary>Between making its branch and taking the lease a runner is given as long as a lease lasts.</summary>
    private bool IsAbandoned(Branch branch) => branch.Lease is not null || ids.Time.GetUtcNow() - branch.Moved > RunLease.Duration;

    private async Task<bool> IsPublishedAsync(RunJournal journal, CancellationToken cancel) =>
        await catalog.FindBranchAsync(journal.Request.Target, cancel) is { } target
        && (await catalog.MergeBaseAsync(journal.Head, target.Commit, cancel)).Id == journal.Head;

    private bool IsFree(BranchLease? lease) => lease is null || lease.Until <= ids.Time.GetUtcNow() || RunnerName.IsGone(lease.Holder);

    private static bool Same(RunRequest one, RunRequest other) =>
        one.Target == other.Target && one.FullRefresh == other.FullRefresh && one.Select.SequenceEqual(other.Select, StringComparer.Ordinal);
}
