namespace Tarn.Catalog;

/// <summary>How to merge.</summary>
public sealed record MergeOptions
{
    /// <summary>Who.</summary>
    public required string Author { get; init; }

    /// <summary>What for.</summary>
    public required string Message { get; init; }

    /// <summary>Facts for whoever reads the log. A fast-forward makes no commit and keeps none.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>As <see cref="CommitRequest.IdempotencyKey"/>.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Makes a commit even where the target could simply move. A publish wants this: else the steps of the run become states of the
    /// target's own line, and time travel finds the lake between two of them.
    /// </summary>
    public bool NoFastForward { get; init; }

    /// <summary>The id of the commit that was audited. When the source's head is another, nothing is merged. Null: any.</summary>
    public string? ExpectedSource { get; init; }

    /// <summary>The fencing number of the source's lease: when another has taken it, nothing is merged. Null: nobody's lease is asked for.</summary>
    public long? SourceLease { get; init; }

    /// <summary>Joins tables that both sides changed. Null: every such table is a conflict.</summary>
    public ITableReplay? Replay { get; init; }

    /// <summary>
    /// More tables to write in the merge commit, built on the merged tree (the ledger's rows); asked again when the target has moved.
    /// Not asked when the target has everything already. Null: none.
    /// </summary>
    public Func<CatalogTree, CancellationToken, Task<IReadOnlyList<TableWrite>>>? ExtraChanges { get; init; }
}
