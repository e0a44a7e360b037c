namespace Tarn.Catalog;

/// <summary>The shapes of all that the catalog stores. Fields they do not have are passed over; who reads one checks it.</summary>
internal static class CatalogDocuments
{
    internal sealed record Lake(int Format, string Id, DateTimeOffset CreatedAt);

    internal sealed record Entry(string Kind, string Location, string Uuid);

    internal sealed record Child(string Hash, int Count);

    /// <summary>Exactly one field is there: a root, a fork of 16 children (null: empty), or a leaf.</summary>
    internal sealed record Node(
        SortedDictionary<string, Child>? Namespaces = null,
        IReadOnlyList<Child?>? Children = null,
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
        string Tree,
        IReadOnlyList<Change> Changes);

    internal sealed record NamespaceProperties(SortedDictionary<string, string> Properties);

    internal sealed record Lease(string Holder, long Token, DateTimeOffset Until);

    internal sealed record Key(string Text, string Commit);

    internal sealed record Reference(
        string Commit, string State, bool WasSealed, DateTimeOffset Time, string Move, IReadOnlyList<Key> Keys, Lease? Lease = null);
}
