namespace Tarn.Catalog;

/// <content>Undoing whole commits. History stays: a revert is a new commit.</content>
public sealed partial class LakeCatalog
{
    /// <summary>The property of a commit that undoes others: their ids, joined by commas.</summary>
    public const string RevertsProperty = "tarn.reverts";

    private const int RevertTriesMax = 20;

    /// <summary>
    /// Undoes commits in all tables they changed, with one new commit. Where nothing came since, a table's entry is what it was before; what was changed since
    /// stays where the table's content lets it. When the branch moves meanwhile, it is planned again.
    /// </summary>
    /// <exception cref="TarnException">
    /// Conflict <c>revert.conflict</c> (one for every table, all at once), <c>revert.done</c>, <c>catalog.branch-sealed</c>; Invalid <c>revert.not-on-line</c>,
    /// <c>revert.nothing</c>, <c>catalog.unknown-ref</c>, <c>catalog.expired</c>.
    /// </exception>
    public async Task<RevertPlan> RevertAsync(RevertRequest request, CancellationToken cancel = default)
    {
        var key = request.IdempotencyKey ?? _ids.NextHex(CatalogCommits.IdDigits);
        if (await DoneRevertAsync(request, key, cancel).ConfigureAwait(false) is { } done)
            return done;
        var held = new List<ReadSession>();
        try
        {
            // What a table was before is held from before it is looked for until a branch names it again.
            foreach (var before in await BeforeAsync((await LineAsync(request, cancel).ConfigureAwait(false)).Line, cancel).ConfigureAwait(false))
                held.Add(await ReadSession.TakeAsync(this, before, request.Author, _ids.Time, cancel).ConfigureAwait(false));
            var plan = await RevertOnceAsync(request, key, cancel).ConfigureAwait(false);
            await RequireHeldAsync(request, plan, held).ConfigureAwait(false);
            return plan;
        }
        finally
        {
            foreach (var session in held)
                await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What a revert would do now, conflicts included. Writes nothing.</summary>
    /// <exception cref="TarnException">As <see cref="RevertAsync"/>, but for conflicts of tables.</exception>
    public Task<RevertPlan> PreviewRevertAsync(RevertRequest request, CancellationToken cancel = default) =>
        PlanRevertAsync(request, onlyTold: true, cancel);

    private static CommitRequest CommitOf(RevertRequest request, RevertPlan plan, string key) => new()
    {
        Branch = request.Branch,
        Author = request.Author,
        Message = request.Message,
        Changes = [.. plan.Tables.Select(table => new TableWrite(table.Change.Table, table.Change.Before, table.Change.After))],
        Properties = new Dictionary<string, string>(request.Properties, StringComparer.Ordinal) { [RevertsProperty] = string.Join(',', plan.Commits.Select(commit => commit.Id)) },
        IdempotencyKey = key,
        BuiltOn = plan.Head.Id,
    };

    private static TarnException RevertConflict(IEnumerable<TableConflict> conflicts) =>
        new(FailureKind.Conflict, [.. conflicts.Select(conflict => conflict.ToProblem(
            "revert.conflict",
            ("reverted", "To be undone", "Since then"),
            "Revert the later commits first, newest first, or mend the table with a commit of its own."))]);

    private async Task<RevertPlan?> DoneRevertAsync(RevertRequest request, string key, CancellationToken cancel)
    {
        var head = await NeededBranchAsync(request.Branch, cancel).ConfigureAwait(false);
        if (head.Value.CommitOf(key) is not { } id)
            return null;
        var made = await _commits.LoadAsync(id, cancel).ConfigureAwait(false);
        var undone = await Task.WhenAll(made.Properties.GetValueOrDefault(RevertsProperty, "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => _commits.LoadAsync(one, cancel))).ConfigureAwait(false);
        return new RevertPlan { Commits = undone, Head = made, Tables = [.. made.Changes.Select(change => new RevertedTable(change, null))], Conflicts = [], Made = made };
    }

    private async Task<RevertPlan> RevertOnceAsync(RevertRequest request, string key, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            if (await DoneRevertAsync(request, key, cancel).ConfigureAwait(false) is { } done)
                return done;
            var plan = await PlanRevertAsync(request, onlyTold: false, cancel).ConfigureAwait(false);
            if (plan.Conflicts.Count > 0)
                throw RevertConflict(plan.Conflicts);
            try
            {
                return plan with { Made = await CommitAsync(CommitOf(request, plan, key), cancel).ConfigureAwait(false) };
            }
            catch (TarnException e) when (tries < RevertTriesMax && e.Problems.All(problem => problem.Code == "catalog.table-moved"))
            {
                // Somebody changed one of its tables meanwhile.
            }
        }
    }

    /// <summary>Whoever slept through the leases may have brought back what was being deleted: that is taken back, as the tables were a moment ago.</summary>
    private async Task RequireHeldAsync(RevertRequest request, RevertPlan plan, IReadOnlyList<ReadSession> held)
    {
        try
        {
            foreach (var session in held)
                await session.RequireKeptAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (TarnException e) when (e.Problems[0].Code == "catalog.expired")
        {
            await CommitAsync(new CommitRequest
            {
                Branch = request.Branch,
                Author = request.Author,
                Message = $"Take back {plan.Made!.ShortId}: what it brought back has expired",
                Changes = [.. plan.Tables.Select(table => new TableWrite(table.Change.Table, table.Change.After, table.Change.Before))],
                Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [RevertsProperty] = plan.Made.Id },
            }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The commits before those that are undone.</summary>
    private async Task<IReadOnlyList<CatalogCommit>> BeforeAsync(RevertLine line, CancellationToken cancel)
    {
        var before = new List<CatalogCommit>();
        foreach (var commit in line.Commits.Where(commit => commit.Parents.Count > 0))
            before.Add(await _commits.LoadAsync(commit.Parents[0], cancel).ConfigureAwait(false));
        return before;
    }

    private async Task<(CatalogCommit Head, RevertLine Line)> LineAsync(RevertRequest request, CancellationToken cancel)
    {
        var head = await _commits.LoadAsync((await NeededBranchAsync(request.Branch, cancel).ConfigureAwait(false)).Value.Commit, cancel).ConfigureAwait(false);
        return (head, await RevertLine.ReadAsync(_graph.LineAsync(head, cancel), request, cancel).ConfigureAwait(false));
    }

    private async Task<RevertPlan> PlanRevertAsync(RevertRequest request, bool onlyTold, CancellationToken cancel)
    {
        var (head, line) = await LineAsync(request, cancel).ConfigureAwait(false);
        foreach (var before in onlyTold ? await BeforeAsync(line, cancel).ConfigureAwait(false) : [])
        {
            if (await IsKeptAsync(before, _ => true, cancel).ConfigureAwait(false) is { } horizon)
                throw Expired(before, horizon);
        }
        var planner = new RevertPlanner(line, request, TreeOf(head));
        foreach (var change in line.Changes(request.Records))
            await planner.UndoAsync(change, onlyTold, cancel).ConfigureAwait(false);
        return planner.IsEmpty
            ? throw new TarnException(FailureKind.Invalid, new Problem(
                "revert.nothing",
                $"There is nothing to revert: what {line.Told} changed on '{request.Branch}' is as it was before.",
                Next: "'tarn show REF' tells what a commit changed."))
            : new RevertPlan { Commits = line.Commits, Head = head, Tables = planner.Tables, Conflicts = planner.Conflicts };
    }
}
