namespace Tarn.Catalog;

/// <content>Commits.</content>
public sealed partial class LakeCatalog
{
    private const int BlameCommitsMax = 500;

    /// <summary>
    /// Commits on a branch. When others have moved it meanwhile and nothing that this commit touches changed, it is built on theirs.
    /// A commit is bound to its parents, so it gets its id on the head it lands on; what stays the same through all tries, and
    /// makes it happen once, is the idempotency key.
    /// </summary>
    /// <exception cref="TarnException">
    /// Conflict <c>catalog.table-moved</c> (every table whose entry is not the expected one), <c>catalog.branch-sealed</c>,
    /// <c>run.lease-lost</c>; Invalid <c>catalog.unknown-ref</c>, <c>catalog.not-a-branch</c>, <c>catalog.table-twice</c>.
    /// </exception>
    public Task<CatalogCommit> CommitAsync(CommitRequest request, CancellationToken cancel = default)
    {
        CheckNamedOnce(request.Changes);
        var draft = Draft(request.Branch, request.IdempotencyKey, request.Author, request.Message, request.Properties);
        var attempt = new CommitAttempt(_nodes, _commits, _ids);
        ReferenceHead? first = null;
        return Reference(BranchKind, request.Branch).MoveInTurnAsync<CatalogCommit>(
            async (head, token) =>
            {
                if (await FindDoneAsync(head, first, draft.IdempotencyKey, token).ConfigureAwait(false) is { } done)
                    return new ReferenceStep<CatalogCommit>.Stay(done);
                first ??= head;
                var value = await OpenBranchAsync(request.Branch, head, token).ConfigureAwait(false);
                CheckLease(request.Branch, value, request.LeaseToken);
                var parent = await _commits.LoadAsync(value.Commit, token).ConfigureAwait(false);
                var tree = await ApplyAsync(TreeOf(parent), request.Changes, parent, request.BuiltOn, token).ConfigureAwait(false);
                var commit = await attempt.WriteAsync(draft, [parent], tree, token).ConfigureAwait(false);
                return new ReferenceStep<CatalogCommit>.Move(value.At(commit.Id, draft.IdempotencyKey), commit);
            },
            cancel);
    }

    private CatalogCommit Draft(
        BranchName branch, string? key, string author, string message, IReadOnlyDictionary<string, string> properties) =>
        new()
        {
            Id = "",
            Parents = [],
            Generation = 0,
            Author = author,
            Message = message,
            Time = default,
            Branch = branch.Value,
            IdempotencyKey = key ?? _ids.NextHex(CatalogCommits.IdDigits),
            Properties = properties.ToDictionary(StringComparer.Ordinal),
            Tree = "",
            Changes = [],
        };

    // The reference remembers the last keys; only when it was moved more often than that since this call first saw it are commits walked.
    private async Task<CatalogCommit?> FindDoneAsync(ReferenceHead? head, ReferenceHead? first, string key, CancellationToken cancel)
    {
        if (head is null)
            return null;
        if (head.Value.CommitOf(key) is { } id)
            return await _commits.LoadAsync(id, cancel).ConfigureAwait(false);
        if (first is null || head.Entry.Number - first.Entry.Number <= ReferenceValue.KeysMax)
            return null;
        var until = await _commits.LoadAsync(first.Value.Commit, cancel).ConfigureAwait(false);
        var from = await _commits.LoadAsync(head.Value.Commit, cancel).ConfigureAwait(false);
        return await _graph.AllAsync(from, cancel)
            .TakeWhile(commit => commit.Generation > until.Generation)
            .FirstOrDefaultAsync(commit => commit.IdempotencyKey == key, cancel).ConfigureAwait(false);
    }

    private async Task<CatalogTree> ApplyAsync(
        CatalogTree tree, IReadOnlyList<TableWrite> writes, CatalogCommit parent, string? builtOn, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var write in writes)
        {
            var found = await tree.FindAsync(write.Table, cancel).ConfigureAwait(false);
            if (found != write.Expected)
                problems.Add(await MovedAsync(write, found, parent, builtOn, cancel).ConfigureAwait(false));
        }
        return problems.Count == 0
            ? await tree.WithAsync(writes.ToDictionary(write => write.Table, write => write.Entry), cancel).ConfigureAwait(false)
            : throw new TarnException(FailureKind.Conflict, problems);
    }

    private async Task<Problem> MovedAsync(
        TableWrite write, TableEntry? found, CatalogCommit head, string? builtOn, CancellationToken cancel)
    {
        var mover = await _graph.LineAsync(head, cancel)
            .Take(BlameCommitsMax)
            .FirstOrDefaultAsync(commit => commit.Changes.Any(change => change.Table == write.Table), cancel).ConfigureAwait(false);
        var expected = (write.Expected is null ? "not there" : $"at '{write.Expected.MetadataLocation}'")
            + (builtOn is null ? "" : $" as in commit {builtOn}");
        var now = found is null ? "not there" : $"at '{found.MetadataLocation}'";
        var by = mover is null ? "" : $", since commit {mover.Id} by {mover.Author} ({mover.Message})";
        return new Problem(
            "catalog.table-moved",
            $"'{write.Table}' was expected {expected}, but in commit {head.Id} it is {now}{by}.",
            write.Table.ToString(),
            "Read the table again, do the change on what is there now, and commit that.");
    }

    private static void CheckNamedOnce(IReadOnlyList<TableWrite> writes)
    {
        var twice = writes.CountBy(write => write.Table).Where(count => count.Value > 1).Select(count => new Problem(
            "catalog.table-twice", $"'{count.Key}' is written {count.Value} times.", count.Key.ToString(), "Write each table once.")).ToList();
        if (twice.Count > 0)
            throw new TarnException(FailureKind.Invalid, twice);
    }
}
