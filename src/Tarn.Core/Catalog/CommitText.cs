namespace Tarn.Catalog;

/// <summary>Commits to and from their JSON.</summary>
internal static class CommitText
{
    public static byte[] Write(CatalogCommit commit) => CatalogObjects.PrintSummed(
        new CatalogDocuments.Commit(
            commit.Id,
            commit.Parents,
            commit.Generation,
            commit.Author,
            commit.Message,
            commit.Time,
            commit.Branch,
            commit.IdempotencyKey,
            new SortedDictionary<string, string>(commit.Properties.ToDictionary(), StringComparer.Ordinal),
            new CatalogDocuments.Tree(commit.Tree.Root is null ? null : TreeNodeText.Child(commit.Tree.Root), commit.Tree.Since),
            [.. commit.Changes.Select(Write)]),
        CatalogJson.Default.Commit);

    /// <summary>Null when a field that a commit needs is missing or not to be understood.</summary>
    public static CatalogCommit? Read(CatalogDocuments.Commit document)
    {
        if (document is not { Id: not null, Parents: not null, Tree: not null, Changes: not null, Properties: not null })
            return null;
        var changes = document.Changes.Select(Read).ToList();
        return changes.Contains(null)
            ? null
            : new CatalogCommit
            {
                Id = document.Id,
                Parents = document.Parents,
                Generation = document.Generation,
                Author = document.Author ?? "",
                Message = document.Message ?? "",
                Time = document.Time,
                Branch = document.Branch ?? "",
                IdempotencyKey = document.Key ?? "",
                Properties = document.Properties,
                Tree = new StoredTree(document.Tree.Root is null ? null : TreeNodeText.RefOf(document.Tree.Root, pack: ""), document.Tree.Since),
                Changes = [.. changes.OfType<TableChange>()],
            };
    }

    private static CatalogDocuments.Change Write(TableChange change) =>
        new(change.Table.ToString(), Write(change.Before), Write(change.After));

    private static CatalogDocuments.Entry? Write(TableEntry? entry) => entry is null ? null : TableEntryText.Write(entry);

    private static TableChange? Read(CatalogDocuments.Change change)
    {
        if (change.Table is null || TableName.TryParseStored(change.Table) is not { } table)
            return null;
        var before = change.Before is null ? null : TableEntryText.Read(change.Before);
        var after = change.After is null ? null : TableEntryText.Read(change.After);
        var isWhole = (before is null) == (change.Before is null) && (after is null) == (change.After is null);
        return isWhole ? new TableChange(table, before, after) : null;
    }
}
