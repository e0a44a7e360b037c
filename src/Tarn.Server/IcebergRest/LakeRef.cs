using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>A prefix, resolved: one commit that the whole request sees.</summary>
/// <param name="Name">As the client named it, decoded: a branch, a tag, a commit, or an expression as <c>main~1</c>.</param>
/// <param name="Branch">The branch; null for anything else, which cannot be written.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Tree">Its tables and views.</param>
internal sealed record LakeRef(string Name, Branch? Branch, CatalogCommit Commit, CatalogTree Tree)
{
    public static async Task<LakeRef> ResolveAsync(LakeCatalog catalog, string name, CancellationToken cancel)
    {
        var branch = BranchName.TryParse(name) is { } branchName ? await catalog.FindBranchAsync(branchName, cancel) : null;
        var commit = branch is null ? await catalog.ResolveKeptAsync(name, cancel) : await catalog.CommitOfAsync(branch.Commit, cancel);
        return new LakeRef(name, branch, commit, catalog.TreeOf(commit));
    }

    /// <summary>The branch, open for commits.</summary>
    public BranchName RequireBranch() => Branch switch
    {
        null => throw RestException.Forbidden($"'{Name}' is no branch, and only branches can be written. Make a branch of it first: tarn branch create NAME --from {Name}"),
        { State: BranchState.Sealed } => throw RestException.Forbidden($"Branch '{Name}' is sealed: its run failed, and it is kept for inspection."),
        _ => Branch.Name,
    };

    /// <summary>The table of a name.</summary>
    /// <exception cref="RestException">404: there is none.</exception>
    public async Task<TableEntry.Table> TableAsync(TableName name, CancellationToken cancel) =>
        await Tree.FindAsync(name, cancel) as TableEntry.Table ?? throw RestException.NoSuchTable(name);

    /// <summary>The view of a name.</summary>
    /// <exception cref="RestException">404: there is none.</exception>
    public async Task<TableEntry.View> ViewAsync(TableName name, CancellationToken cancel) =>
        await Tree.FindAsync(name, cancel) as TableEntry.View ?? throw RestException.NoSuchView(name);

    /// <summary>Nothing has the name.</summary>
    /// <exception cref="RestException">409: the name is taken by a table or a view.</exception>
    public async Task RequireAbsentAsync(TableName name, CancellationToken cancel)
    {
        if (await Tree.FindAsync(name, cancel) is { } entry)
            throw RestException.AlreadyExists($"{(entry is TableEntry.View ? "View" : "Table")} {name}");
    }

    /// <summary>The namespace is there.</summary>
    /// <exception cref="RestException">404: there is no such namespace.</exception>
    public async Task RequireNamespaceAsync(string ns, CancellationToken cancel)
    {
        if (!await HasNamespaceAsync(ns, cancel))
            throw RestException.NoSuchNamespace(ns);
    }

    /// <summary>A namespace is there when it was made, when it holds a table, or when a namespace in it is there.</summary>
    public async Task<bool> HasNamespaceAsync(string ns, CancellationToken cancel) =>
        (await Tree.NamespaceNamesAsync(cancel)).Any(name => name == ns || name.StartsWith(ns + ".", StringComparison.Ordinal));
}
