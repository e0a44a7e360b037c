namespace Tarn.Catalog;

/// <summary>Undoes change after change on the tables of a head, and gathers what becomes of each table.</summary>
internal sealed class RevertPlanner(RevertLine line, RevertRequest request, CatalogTree head)
{
    private readonly SortedDictionary<TableName, RevertedTable> _tables = [];
    private readonly SortedDictionary<TableName, TableConflict> _conflicts = [];

    /// <summary>What changes, by name.</summary>
    public IReadOnlyList<RevertedTable> Tables => [.. _tables.Values.Where(table => table.Joined is not null || table.Change.Before != table.Change.After)];

    /// <summary>What cannot be undone, by name.</summary>
    public IReadOnlyList<TableConflict> Conflicts => [.. _conflicts.Values];

    /// <summary>True when there is neither.</summary>
    public bool IsEmpty => Tables.Count == 0 && _conflicts.Count == 0;

    /// <summary>Undoes a change; newer ones must have been undone before.</summary>
    public async Task UndoAsync(TableChange change, bool onlyTold, CancellationToken cancel)
    {
        var before = _tables.TryGetValue(change.Table, out var known) ? known.Change.Before : await head.FindAsync(change.Table, cancel).ConfigureAwait(false);
        var now = known is null ? before : known.Change.After;
        switch (RevertStep.Of(change, now))
        {
            case RevertStep.PutBack step:
                _tables[change.Table] = new RevertedTable(new TableChange(change.Table, before, step.Entry), known?.Joined);
                break;
            case RevertStep.Replay step:
                await ReplayAsync(step.Sides, before, onlyTold, cancel).ConfigureAwait(false);
                break;
            case RevertStep.Clash step:
                Refuse(change.Table, step.Reason, []);
                break;
        }
    }

    private async Task ReplayAsync(MergeReplay sides, TableEntry? before, bool onlyTold, CancellationToken cancel)
    {
        var result = request.Replay is null
            ? new ReplayResult.Refused("It was changed since", [])
            : await request.Replay.TryReplayAsync(new ReplayRequest(sides) { Undoes = true, OnlyTold = onlyTold || _conflicts.Count > 0 }, cancel).ConfigureAwait(false);
        if (result is ReplayResult.Refused refused)
            Refuse(sides.Table, refused.Reason, refused.Partitions);
        else if (result is not ReplayResult.Possible { What: null } && (result as ReplayResult.Replayed)?.Entry != sides.Target)
            _tables[sides.Table] = new RevertedTable(
                new TableChange(sides.Table, before, (result as ReplayResult.Replayed)?.Entry ?? sides.Target), (result as ReplayResult.Possible)?.What ?? "later changes stay");
    }

    private void Refuse(TableName table, string reason, IReadOnlyList<string> partitions)
    {
        var (undone, since) = line.Of(table);
        _conflicts.TryAdd(table, new TableConflict(table, reason.TrimEnd('.'), partitions, undone, since));
    }
}
