namespace Tarn.Catalog;

/// <summary>The commits that are to be undone and those that came after the first of them, newest first.</summary>
internal sealed class RevertLine
{
    private readonly List<CatalogCommit> _since;
    private readonly HashSet<string> _ids;

    private RevertLine(List<CatalogCommit> since, HashSet<string> ids)
    {
        (_since, _ids) = (since, ids);
        Commits = [.. since.Where(commit => ids.Contains(commit.Id))];
    }

    /// <summary>Those that are to be undone.</summary>
    public IReadOnlyList<CatalogCommit> Commits { get; }

    /// <summary>The same, in words.</summary>
    public string Told => string.Join(" and ", Commits.Select(commit => $"commit {commit.ShortId}"));

    /// <summary>Walks the line as far as needed.</summary>
    /// <exception cref="TarnException">Invalid: a commit is not in it. Conflict: one was undone already.</exception>
    public static async Task<RevertLine> ReadAsync(IAsyncEnumerable<CatalogCommit> line, RevertRequest request, CancellationToken cancel)
    {
        var (since, missing, undone) = (new List<CatalogCommit>(), request.Commits.ToHashSet(StringComparer.Ordinal), new Dictionary<string, CatalogCommit>(StringComparer.Ordinal));
        await foreach (var commit in line.WithCancellation(cancel).ConfigureAwait(false))
        {
            since.Add(commit);
            if (missing.Contains(commit.Id) && undone.TryGetValue(commit.Id, out var by))
                throw Done(commit, by);
            // Newest first: whether the revert was itself undone is known by now.
            foreach (var id in undone.ContainsKey(commit.Id) ? [] : commit.Properties.GetValueOrDefault(LakeCatalog.RevertsProperty, "").Split(',', StringSplitOptions.RemoveEmptyEntries))
                undone.TryAdd(id, commit);
            if (missing.Remove(commit.Id) && missing.Count == 0)
                return new RevertLine(since, [.. request.Commits]);
        }
        throw new TarnException(FailureKind.Invalid, [.. missing.Select(id => NotOnLine(id, request.Branch))]);
    }

    /// <summary>What is to be undone, the last change first. Changes of a table that follow one another are one.</summary>
    public IReadOnlyList<TableChange> Changes(IReadOnlySet<TableName> records)
    {
        var changes = new List<TableChange>();
        foreach (var change in Commits.SelectMany(commit => commit.Changes).Where(change => !records.Contains(change.Table)))
        {
            var last = changes.FindLastIndex(other => other.Table == change.Table);
            if (last >= 0 && changes[last].Before == change.After)
                changes[last] = change with { After = changes[last].After };
            else
                changes.Add(change);
        }
        return changes;
    }

    /// <summary>The commits to be undone that changed a table, and those of others since.</summary>
    public (IReadOnlyList<CatalogCommit> Undone, IReadOnlyList<CatalogCommit> Since) Of(TableName table)
    {
        var touching = _since.Where(commit => commit.Changes.Any(change => change.Table == table)).ToList();
        return ([.. touching.Where(commit => _ids.Contains(commit.Id))], [.. touching.Where(commit => !_ids.Contains(commit.Id))]);
    }

    private static TarnException Done(CatalogCommit commit, CatalogCommit by) =>
        new(FailureKind.Conflict, new Problem(
            "revert.done", $"Commit {commit.ShortId} was reverted already, by commit {by.ShortId} of {by.Author}.", Next: $"To have it again, revert {by.ShortId}."));

    private static Problem NotOnLine(string id, BranchName branch) =>
        new(
            "revert.not-on-line",
            $"Commit {id} is not in the line of '{branch}': it was made on another branch, and came here with a merge if at all.",
            Next: $"'tarn log --branch {branch}' lists the commits that can be reverted; of a merge, the commit of the merge.");
}
