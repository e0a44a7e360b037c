namespace Tarn.Catalog;

/// <summary>What somebody wants to commit.</summary>
public sealed record CommitRequest
{
    /// <summary>Where.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>Who.</summary>
    public required string Author { get; init; }

    /// <summary>What for.</summary>
    public required string Message { get; init; }

    /// <summary>The tables written, each named once, with what each was built on. None: it only says that something is done.</summary>
    public IReadOnlyList<TableWrite> Changes { get; init; } = [];

    /// <summary>Facts for whoever reads the log.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The same key is the same commit: asked again, the branch is not moved and the first commit is the answer. Remembered for the
    /// last 100 commits of the branch. Null: a key of its own, so that only lost answers within one call are looked up.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The token of the lease the work is done under; refused when another has taken the lease. Null: none is asked for.</summary>
    public long? LeaseToken { get; init; }

    /// <summary>The id of the commit that was read to build the changes, for the message when a table has moved. Null: not told.</summary>
    public string? BuiltOn { get; init; }
}
