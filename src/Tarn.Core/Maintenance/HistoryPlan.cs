using Tarn.Catalog;

namespace Tarn.Maintenance;

/// <summary>
/// Which commits of a lake keep their tables. Pure. Kept are the commits that branches and tags name; those that the horizon keeps as the last of a branch; those that were
/// current at the horizon or since; and those where branches parted, which merges need. Names that were deleted since the horizon count, since they may be
/// given again.
/// </summary>
/// <param name="Heads">Commits that a branch or tag names.</param>
/// <param name="Past">Other commits that keep what was current in them, children before parents.</param>
/// <param name="Last">More that do, since the horizon keeps them as the last of a branch.</param>
/// <param name="Expired">Commits that keep nothing, children before parents. They stay in the log.</param>
public sealed record HistoryPlan(
    IReadOnlyList<CatalogCommit> Heads, IReadOnlyList<CatalogCommit> Past, IReadOnlyList<CatalogCommit> Last, IReadOnlyList<CatalogCommit> Expired)
{
    /// <summary>The plan.</summary>
    /// <param name="commits">All commits that are reachable from those named, each once, children before parents.</param>
    /// <param name="named">What branches and tags name, and named at the horizon or since; what they named before that does not count.</param>
    /// <param name="horizon">How far history is kept.</param>
    public static HistoryPlan Make(IReadOnlyList<CatalogCommit> commits, IReadOnlyList<NamedCommit> named, HistoryHorizon horizon)
    {
        var heads = named.Where(name => name.IsHead).Select(name => name.Commit).ToHashSet(StringComparer.Ordinal);
        var past = named.Where(name => name.IsHead || name.Until >= horizon.Before).Select(name => name.Commit).ToHashSet(StringComparer.Ordinal);
        past.UnionWith(CommitForks.Of(commits, past.ToHashSet(StringComparer.Ordinal)).ToList());
        past.UnionWith(commits.Where(commit => commit.Time >= horizon.Before).SelectMany(commit => commit.Parents));
        past.ExceptWith(heads);
        var last = horizon.Kept.Where(id => !past.Contains(id) && !heads.Contains(id)).ToHashSet(StringComparer.Ordinal);
        return new HistoryPlan(
            [.. commits.Where(commit => heads.Contains(commit.Id))],
            [.. commits.Where(commit => past.Contains(commit.Id))],
            [.. commits.Where(commit => last.Contains(commit.Id))],
            [.. commits.Where(commit => !heads.Contains(commit.Id) && !past.Contains(commit.Id) && !last.Contains(commit.Id))]);
    }

    /// <summary>The horizon to move on to: it keeps what it kept until now and is asked for, and nothing that had expired.</summary>
    /// <param name="commits">As above.</param>
    /// <param name="named">What branches and tags name, and named at the earlier of both times or since.</param>
    /// <param name="there">The horizon until now.</param>
    /// <param name="before">Commits that were followed by another before it may expire.</param>
    /// <param name="keep">How many commits of each branch's line stay whatever their age; at least 1.</param>
    public static HistoryHorizon Next(
        IReadOnlyList<CatalogCommit> commits, IReadOnlyList<NamedCommit> named, HistoryHorizon there, DateTimeOffset before, int keep)
    {
        var reached = HistoryHorizon.At(there.Before > before ? there.Before : before);
        var kept = Make(commits, named, there).Kept();
        kept.IntersectWith(Make(commits, named, new HistoryHorizon(before, Lines(commits, named, keep))).Kept());
        kept.ExceptWith(Make(commits, named, reached).Kept());
        return reached with { Kept = kept };
    }

    private HashSet<string> Kept() => Heads.Concat(Past).Concat(Last).Select(commit => commit.Id).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Lines(IReadOnlyList<CatalogCommit> commits, IReadOnlyList<NamedCommit> named, int keep)
    {
        var byId = commits.ToDictionary(commit => commit.Id, StringComparer.Ordinal);
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (var head in named.Where(name => name is { IsHead: true, IsTag: false }))
        {
            var at = byId[head.Commit];
            for (var left = keep - 1; left > 0 && at.Parents.Count > 0; left--)
                lines.Add((at = byId[at.Parents[0]]).Id);
        }
        return lines;
    }
}
