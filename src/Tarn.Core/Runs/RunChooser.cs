using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>Decides which run a request means: a new one, the one it names, or one that was interrupted.</summary>
public sealed class RunChooser(LakeCatalog catalog, IdSource ids)
{
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    /// <summary>The run, and where it starts from. Only reads, but for dropping branches that a runner made and died before its first commit.</summary>
    /// <exception cref="TarnException">Invalid <c>run.unknown</c>: the run named has no branch.</exception>
    public async Task<RunChoice> ChooseAsync(RunRequest request, CancellationToken cancel)
    {
        var journal = request.Resume is { } named ? await NamedAsync(named, cancel) : await InterruptedAsync(request, cancel);
        if (journal is not null)
            return new RunChoice(journal.Request with { Author = request.Author }, journal.Run, journal.Base, journal);
        var head = await catalog.ResolveAsync(request.Target.Value, cancel);
        return new RunChoice(request, RunId.New(ids), head.Id, null);
    }

    private async Task<RunJournal?> NamedAsync(RunId run, CancellationToken cancel)
    {
        var branch = BranchName.OfRun(run);
        var journal = await catalog.FindBranchAsync(branch, cancel) is null ? null : await RunJournal.ReadAsync(catalog, branch, run, cancel);
        return journal ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "run.unknown",
            $"There is nothing to resume of run {run}.",
            Next: "A run that was published is done, and its branch is gone; 'tarn status' lists runs that can be resumed."));
    }

    /// <summary>The newest run that asked for the same and that nobody works on any more. A failed run is resumed only by its name.</summary>
    private async Task<RunJournal?> InterruptedAsync(RunRequest request, CancellationToken cancel)
    {
        var open = (await catalog.ListBranchesAsync(cancel)).Where(b => b.Name.Run is not null && b.State is BranchState.Open && IsFree(b.Lease));
        foreach (var branch in open.OrderByDescending(b => b.Name.Value, StringComparer.Ordinal))
        {
            var journal = await RunJournal.ReadAsync(catalog, branch.Name, branch.Name.Run!, cancel);
            if (journal is null)
                await DropAbandonedAsync(branch, cancel);
            else if (Same(journal.Request, request))
                return journal;
        }
        return null;
    }

    private async Task DropAbandonedAsync(Branch branch, CancellationToken cancel)
    {
        if (ids.Time.GetUtcNow() - branch.Moved > AbandonedAfter)
            await catalog.DeleteBranchAsync(branch.Name, cancel: cancel);
    }

    private bool IsFree(BranchLease? lease) => lease is null || lease.Until <= ids.Time.GetUtcNow() || RunnerName.IsGone(lease.Holder);

    private static bool Same(RunRequest one, RunRequest other) =>
        one.Target == other.Target && one.FullRefresh == other.FullRefresh && one.Select.SequenceEqual(other.Select, StringComparer.Ordinal);
}
