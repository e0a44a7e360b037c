namespace Tarn.Catalog;

/// <summary>How one change of a table is undone. Closed.</summary>
internal abstract record RevertStep
{
    private RevertStep() { }

    /// <summary>It is as before.</summary>
    public sealed record Nothing : RevertStep;

    /// <summary>Nothing came since: the entry of before comes back; null drops the table.</summary>
    public sealed record PutBack(TableEntry? Entry) : RevertStep;

    /// <summary>The same table was changed since: what it holds decides.</summary>
    public sealed record Replay(MergeReplay Sides) : RevertStep;

    /// <summary>It cannot be undone.</summary>
    public sealed record Clash(string Reason) : RevertStep;

    /// <summary>The step for a change, with the table as it is now. Pure.</summary>
    public static RevertStep Of(TableChange change, TableEntry? now)
    {
        if (now == change.After)
            return now == change.Before ? new Nothing() : new PutBack(change.Before);
        if (now == change.Before)
            return new Nothing();
        var since = new TableChange(change.Table, change.After, now);
        if (change is { Kind: TableChangeKind.Changed, Before: TableEntry.Table before } && since is { Kind: TableChangeKind.Changed, Before: { } after, After: { } current })
            return new Replay(new MergeReplay(change.Table, after, before, current));
        return new Clash($"It {Verb(change)} it, and it was {Verb(since)} since");
    }

    private static string Verb(TableChange change) => change.Kind.ToString().ToLowerInvariant();
}
