namespace Tarn.Catalog;

/// <summary>The shapes of all that the catalog stores. Fields they do not have are passed over; who reads one checks it.</summary>
internal static class CatalogDocuments
{
    internal sealed record Lake(int Format, string Id, DateTimeOffset CreatedAt);

    internal sealed record Entry(string Kind, string Location, string Uuid);

    /// <summary>Where a node lies; without a pack in that of its parent.</summary>
    internal sealed record Child(string? Pack, long At, int Length, string Hash, int Count);

    internal sealed record Tree(Child? Root = null, IReadOnlyList<string>? Since = null);

    /// <summary>Exactly one field is there: a root, a fork (two hexadecimal digits -> child), or a leaf.</summary>
    internal sealed record Node(
        SortedDictionary<string, Child>? Namespaces = null,
        SortedDictionary<string, Child>? Children = null,
        SortedDictionary<string, Entry>? Tables = null);

    internal sealed record Change(string Table, Entry? Before = null, Entry? After = null);

    internal sealed record Commit(
        string Id,
        IReadOnlyList<string> Parents,
        long Generation,
        string Author,
        string Message,
        DateTimeOffset Time,
        string Branch,
        string Key,
        SortedDictionary<string, string> Properties,
        Tree Tree,
        IReadOnlyList<Change> Changes);

    internal sealed record NamespaceProperties(SortedDictionary<string, string> Properties);

    internal sealed record Horizon(DateTimeOffset Before, string Move, IReadOnlyList<string>? Kept = null);

    internal sealed record Lease(string Holder, long Token, DateTimeOffset Until);

    internal sealed record Key(string Text, string Commit);

    internal sealed record Forward(string From, string To, DateTimeOffset Time);

    internal sealed record Reference(
        string Commit,
        string State,
        bool WasSealed,
        DateTimeOffset Time,
        string Move,
        IReadOnlyList<Key> Keys,
        Lease? Lease = null,
        bool IsVoid = false,
        IReadOnlyList<Forward>? Forwards = null);
}
