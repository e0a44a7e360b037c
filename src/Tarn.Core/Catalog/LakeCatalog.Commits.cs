namespace Tarn.Catalog;

/// <content>Commits.</content>
public sealed partial class LakeCatalog
{
    /// <summary>How many commits one move of a branch may bring.</summary>
    public const int CommitsPerMoveMax = 10;

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
    public async Task<CatalogCommit> CommitAsync(CommitRequest request, CancellationToken cancel = default) =>
        (await CommitAllAsync([request], cancel).ConfigureAwait(false))[0];

    /// <summary>
    /// As <see cref="CommitAsync"/> for several commits, each on top of the one before, with one move of the branch: all of them are there then,
    /// or none.
    /// </summary>
    /// <param name="requests">At most <see cref="CommitsPerMoveMax"/>, of one branch and under one lease.</param>
    /// <param name="cancel">Stops before the branch is moved.</param>
    public Task<IReadOnlyList<CatalogCommit>> CommitAllAsync(IReadOnlyList<CommitRequest> requests, CancellationToken cancel = default)
    {
        CheckTogether(requests);
        var tries = requests.Select(r => new CommitTry(
            r, Draft(r.Branch, r.IdempotencyKey, r.Author, r.Message, r.Properties), new CommitAttempt(_commits, _nodes, _ids))).ToList();
        ReferenceHead? first = null;
        return Reference(BranchKind, requests[0].Branch).MoveInTurnAsync<IReadOnlyList<CatalogCommit>>(
            async (head, token) =>
            {
                var done = new CatalogCommit?[tries.Count];
                for (var i = 0; i < done.Length; i++)
                    done[i] = await FindDoneAsync(head, first, tries[i].Draft.IdempotencyKey, token).ConfigureAwait(false);
                if (done.All(d => d is not null))
                    return new ReferenceStep<IReadOnlyList<CatalogCommit>>.Stay(done!);
                first ??= head;
                var value = await OpenBranchAsync(requests[0].Branch, head, token).ConfigureAwait(false);
                CheckLease(requests[0].Branch, value, requests[0].LeaseToken);
                var moved = await CommitOnAsync(value, tries, done, token).ConfigureAwait(false);
                return new ReferenceStep<IReadOnlyList<CatalogCommit>>.Move(moved, done!);
            },
            cancel);
    }

    /// <summary>Makes durable, side by side, the commits that are not done yet, and tells them in <paramref name="done"/>; the branch with them.</summary>
    private async Task<ReferenceValue> CommitOnAsync(ReferenceValue value, List<CommitTry> tries, CatalogCommit?[] done, CancellationToken cancel)
    {
        var head = await _commits.LoadAsync(value.Commit, cancel).ConfigureAwait(false);
        var (parent, tree) = (head, TreeOf(head));
        var built = new List<CommitAttempt>();
        for (var i = 0; i < done.Length; i++)
        {
            if (done[i] is not null)
                continue;
            var (request, draft, attempt) = tries[i];
            var next = await ApplyAsync(tree, request.Changes, head, request.BuiltOn, cancel).ConfigureAwait(false);
            done[i] = parent = await attempt.BuildAsync(draft, [parent], tree, next, cancel).ConfigureAwait(false);
            value = value.At(parent.Id, draft.IdempotencyKey);
            tree = next;
            built.Add(attempt);
        }
        await Task.WhenAll(built.Select(attempt => attempt.SaveAsync(cancel))).ConfigureAwait(false);
        return value;
    }

    private static void CheckTogether(IReadOnlyList<CommitRequest> requests)
    {
        if (requests.Count is 0 or > CommitsPerMoveMax)
            throw new ArgumentException($"One move brings 1 to {CommitsPerMoveMax} commits, not {requests.Count}.", nameof(requests));
        if (requests.Any(r => r.Branch != requests[0].Branch || r.LeaseToken != requests[0].LeaseToken))
            throw new ArgumentException("Commits of one move are of one branch and under one lease.", nameof(requests));
        foreach (var request in requests)
            CheckNamedOnce(request.Changes);
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
            Changes = [],
        };

    // The reference remembers the last keys; only when it may have got more than that since this call first saw it are commits walked.
    private async Task<CatalogCommit?> FindDoneAsync(ReferenceHead? head, ReferenceHead? first, string key, CancellationToken cancel)
    {
        if (head is null)
            return null;
        if (head.Value.CommitOf(key) is { } id)
            return await _commits.LoadAsync(id, cancel).ConfigureAwait(false);
        if (first is null || (head.Entry.Number - first.Entry.Number) * CommitsPerMoveMax <= ReferenceValue.KeysMax)
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
