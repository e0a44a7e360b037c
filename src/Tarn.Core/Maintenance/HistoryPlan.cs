using Tarn.Catalog;

namespace Tarn.Maintenance;

/// <summary>
/// Which commits of a lake keep their tables. Pure. Kept are the commits that branches and tags name; the last ones of each branch's line; those that were
/// current at the horizon or since; and those where branches parted, which merges need. Names that were deleted since the horizon count, since they may be
/// given again.
/// </summary>
/// <param name="Heads">Commits that a branch or tag names.</param>
/// <param name="Past">Other commits that keep what was current in them, children before parents.</param>
/// <param name="Last">More that do, since they are among the last of a branch. When fewer were kept before, some may be gone.</param>
/// <param name="Expired">Commits that keep nothing, children before parents. They stay in the log.</param>
public sealed record HistoryPlan(
    IReadOnlyList<CatalogCommit> Heads, IReadOnlyList<CatalogCommit> Past, IReadOnlyList<CatalogCommit> Last, IReadOnlyList<CatalogCommit> Expired)
{
    /// <summary>The plan.</summary>
    /// <param name="commits">All commits that are reachable from those named, each once, children before parents.</param>
    /// <param name="named">What branches and tags name, and named since the horizon.</param>
    /// <param name="horizon">Commits that were followed by another before it may expire.</param>
    /// <param name="keep">How many commits of each branch's line stay; at least 1.</param>
    public static HistoryPlan Make(IReadOnlyList<CatalogCommit> commits, IReadOnlyList<NamedCommit> named, DateTimeOffset horizon, int keep)
    {
        var heads = named.Where(name => name.IsHead).Select(name => name.Commit).ToHashSet(StringComparer.Ordinal);
        var past = named.Select(name => name.Commit).ToHashSet(StringComparer.Ordinal);
        past.UnionWith(CommitForks.Of(commits, past.ToHashSet(StringComparer.Ordinal)).ToList());
        past.UnionWith(commits.Where(commit => commit.Time >= horizon).SelectMany(commit => commit.Parents));
        past.ExceptWith(heads);
        var last = Lines(commits, named, keep).Where(id => !past.Contains(id) && !heads.Contains(id)).ToHashSet(StringComparer.Ordinal);
        return new HistoryPlan(
            [.. commits.Where(commit => heads.Contains(commit.Id))],
            [.. commits.Where(commit => past.Contains(commit.Id))],
            [.. commits.Where(commit => last.Contains(commit.Id))],
            [.. commits.Where(commit => !heads.Contains(commit.Id) && !past.Contains(commit.Id) && !last.Contains(commit.Id))]);
    }

    private static IEnumerable<string> Lines(IReadOnlyList<CatalogCommit> commits, IReadOnlyList<NamedCommit> named, int keep)
    {
        var byId = commits.ToDictionary(commit => commit.Id, StringComparer.Ordinal);
        foreach (var head in named.Where(name => name is { IsHead: true, IsTag: false }))
        {
            var at = byId[head.Commit];
            for (var left = keep - 1; left > 0 && at.Parents.Count > 0; left--)
                yield return (at = byId[at.Parents[0]]).Id;
        }
    }
}
