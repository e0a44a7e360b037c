using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>The commits that wait for a move of one branch. Safe for threads.</summary>
internal sealed class BranchQueue(LakeCatalog catalog)
{
    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private bool _isMoving;

    public Task<CatalogCommit> CommitAsync(CommitRequest request)
    {
        var waiting = new Waiting(request, new TaskCompletionSource<CatalogCommit>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            _waiting.Add(waiting);
            if (!_isMoving)
            {
                _isMoving = true;
                _ = Task.Run(MoveAllAsync);
            }
        }
        return waiting.Done.Task;
    }

    /// <summary>
    /// Those that may go with one move: of two that touch the same table, or carry the same key, the later waits for what becomes of the first.
    /// </summary>
    internal static List<T> Group<T>(IEnumerable<T> waiting, Func<T, CommitRequest> requestOf)
    {
        var (group, tables, keys) = (new List<T>(), new HashSet<TableName>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var one in waiting)
        {
            var request = requestOf(one);
            var isApart = !request.Changes.Any(write => tables.Contains(write.Table)) && (request.IdempotencyKey is null || !keys.Contains(request.IdempotencyKey));
            tables.UnionWith(request.Changes.Select(write => write.Table));
            if (request.IdempotencyKey is { } key)
                keys.Add(key);
            if (isApart)
                group.Add(one);
            if (group.Count == LakeCatalog.CommitsPerMoveMax)
                break;
        }
        return group;
    }

    private async Task MoveAllAsync()
    {
        while (Next() is { Count: > 0 } group)
            await MoveAsync(group);
    }

    private List<Waiting> Next()
    {
        lock (_gate)
        {
            var group = Group(_waiting, one => one.Request);
            _waiting.RemoveAll(group.Contains);
            _isMoving = group.Count > 0;
            return group;
        }
    }

    /// <summary>All of them with one move; where one of them cannot be made, each by itself, so that the others do not pay for it.</summary>
    private async Task MoveAsync(List<Waiting> group)
    {
        try
        {
            var commits = await catalog.CommitAllAsync([.. group.Select(one => one.Request)]);
            foreach (var (one, commit) in group.Zip(commits))
                one.Done.SetResult(commit);
        }
        catch (TarnException e) when (group.Count > 1 && e.Kind is FailureKind.Conflict or FailureKind.Invalid)
        {
            foreach (var one in group)
                await MoveAsync([one]);
        }
        catch (Exception e)
        {
            group.ForEach(one => one.Done.SetException(e));
        }
    }

    private sealed record Waiting(CommitRequest Request, TaskCompletionSource<CatalogCommit> Done);
}
