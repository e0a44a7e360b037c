namespace Tarn.Catalog;

/// <summary>The commits in the store, <c>commits/&lt;id&gt;.json</c>, remembered in the process since they never change.</summary>
internal sealed class CatalogCommits(CatalogObjects objects)
{
    public const int IdDigits = 32;
    private readonly BoundedCache<CatalogCommit> _known = new(generationMax: 4096);

    public async Task<CatalogCommit> LoadAsync(string id, CancellationToken cancel)
    {
        if (_known.Find(id) is { } known)
            return known;
        var bytes = await objects.ReadAsync(KeyOf(id), cancel).ConfigureAwait(false);
        var commit = CommitText.Read(objects.ParseSummed(bytes, CatalogJson.Default.Commit, KeyOf(id)));
        if (commit is null || commit.Id != id)
            throw objects.Corrupt(KeyOf(id), "it is not the commit that its name says.");
        _known.Remember(id, commit);
        return commit;
    }

    /// <summary>Makes a commit durable. Its id is new, so if it is there it is this one, and an answer was lost.</summary>
    public async Task SaveAsync(CatalogCommit commit, CancellationToken cancel)
    {
        await objects.Store.CreateAsync(KeyOf(commit.Id), CommitText.Write(commit), cancel).ConfigureAwait(false);
        _known.Remember(commit.Id, commit);
    }

    /// <summary>The ids that start with these digits, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<string>> FindIdsAsync(string digits, int most, CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var entry in objects.Store.ListAsync("commits/" + digits, null, cancel).ConfigureAwait(false))
        {
            ids.Add(entry.Key["commits/".Length..^".json".Length]);
            if (ids.Count == most)
                break;
        }
        return ids;
    }

    public static string KeyOf(string id) => $"commits/{id}.json";
}
