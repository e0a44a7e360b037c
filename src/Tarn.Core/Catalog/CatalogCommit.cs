namespace Tarn.Catalog;

/// <summary>A state of the whole lake and how it came about. Immutable; stored at <c>commits/&lt;id&gt;.json</c>.</summary>
public sealed record CatalogCommit
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The commits it follows, first the one whose line it continues. None for a lake's first commit, two for a merge.</summary>
    public required IReadOnlyList<string> Parents { get; init; }

    /// <summary>The length of the longest way to the first commit, which has 0.</summary>
    public required long Generation { get; init; }

    /// <summary>Who made it.</summary>
    public required string Author { get; init; }

    /// <summary>What it is for.</summary>
    public required string Message { get; init; }

    /// <summary>When it was made, UTC; never before its first parent, so that time travel finds one answer.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The branch it was made on. It may lie on others since.</summary>
    public required string Branch { get; init; }

    /// <summary>The idempotency key it was asked for with; a key of its own where none was given.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Facts for whoever reads the log: which run, which step.</summary>
    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    /// <summary>What differs from the first parent's tree, by name.</summary>
    public required IReadOnlyList<TableChange> Changes { get; init; }

    /// <summary>How the tree is stored.</summary>
    internal StoredTree Tree { get; init; } = StoredTree.Empty;

    /// <summary>The first twelve digits, for people.</summary>
    public string ShortId => Id[..Math.Min(12, Id.Length)];
}
