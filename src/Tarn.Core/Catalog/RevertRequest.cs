namespace Tarn.Catalog;

/// <summary>Commits that somebody wants undone, all of them or none, with one new commit.</summary>
public sealed record RevertRequest
{
    /// <summary>Where.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>The whole ids of the commits, each in the branch's line of first parents; one at least.</summary>
    public required IReadOnlyList<string> Commits { get; init; }

    /// <summary>Who.</summary>
    public required string Author { get; init; }

    /// <summary>What the new commit says.</summary>
    public required string Message { get; init; }

    /// <summary>Facts for whoever reads the log. <see cref="LakeCatalog.RevertsProperty"/> is told besides.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>As <see cref="CommitRequest.IdempotencyKey"/>.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Undoes a change of a table under those that came since. Null: every table that was changed since is a conflict.</summary>
    public ITableReplay? Replay { get; init; }

    /// <summary>Tables that are records of what happened, which no revert takes back.</summary>
    public IReadOnlySet<TableName> Records { get; init; } = new HashSet<TableName>();
}
