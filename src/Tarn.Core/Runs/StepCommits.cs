using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>
/// The commits of a run's steps, in the order in which the steps were done. A branch moves one move at a time; steps that are done while it moves
/// come with the next move together, each with a commit of its own. Safe for threads.
/// </summary>
internal sealed class StepCommits(LakeCatalog catalog)
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<Waiting> _waiting = new();
    private CatalogTree? _head;

    /// <summary>The id of the last commit that was made here; null before the first.</summary>
    public string? Last { get; private set; }

    /// <summary>The tree of the last commit: the branch has one writer, this process, so it is the branch's. Null before the first.</summary>
    public CatalogTree? Head
    {
        get => Volatile.Read(ref _head);
        set => Volatile.Write(ref _head, value);
    }

    /// <summary>Commits; returns when the commit is on the branch.</summary>
    /// <exception cref="TarnException">As <see cref="LakeCatalog.CommitAsync"/>.</exception>
    public async Task<CatalogCommit> CommitAsync(CommitRequest request, CancellationToken cancel)
    {
        var mine = new Waiting(request, new TaskCompletionSource<CatalogCommit>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_waiting)
            _waiting.Enqueue(mine);
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            while (!mine.Made.Task.IsCompleted)
                await CommitAsync(NextTogether(), cancel);
        }
        finally
        {
            _turn.Release();
        }
        return await mine.Made.Task;
    }

    private List<Waiting> NextTogether()
    {
        lock (_waiting)
        {
            var together = new List<Waiting>();
            while (together.Count < LakeCatalog.CommitsPerMoveMax && _waiting.TryDequeue(out var next))
                together.Add(next);
            return together;
        }
    }

    private async Task CommitAsync(List<Waiting> together, CancellationToken cancel)
    {
        try
        {
            var made = await catalog.CommitAllAsync([.. together.Select(w => w.Request)], cancel);
            (Last, Head) = (made[^1].Id, catalog.TreeOf(made[^1]));
            foreach (var (waiting, commit) in together.Zip(made))
                waiting.Made.SetResult(commit);
        }
        catch (TarnException e) when (e.Kind is FailureKind.Conflict && together.Count > 1)
        {
            // One of them is refused; alone, each gets its own answer.
            foreach (var waiting in together)
                await CommitAsync([waiting], cancel);
        }
        catch (Exception e)
        {
            foreach (var waiting in together)
                waiting.Made.SetException(e);
        }
    }

    private sealed record Waiting(CommitRequest Request, TaskCompletionSource<CatalogCommit> Made);
}
