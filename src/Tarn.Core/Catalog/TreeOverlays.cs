using System.Collections.Immutable;

namespace Tarn.Catalog;

/// <summary>What lies over the nodes of commits' trees: name -> entry, null for a name that is gone. Remembered for the commits that were asked for last.</summary>
internal sealed class TreeOverlays(CatalogCommits commits)
{
    private readonly BoundedCache<ImmutableDictionary<TableName, TableEntry?>> _known = new(generationMax: 64);

    public async Task<ImmutableDictionary<TableName, TableEntry?>> LoadAsync(CatalogCommit commit, CancellationToken cancel)
    {
        if (commit.Tree.Since is not { } since)
            return ImmutableDictionary<TableName, TableEntry?>.Empty;
        if (_known.Find(commit.Id) is { } known)
            return known;
        var below = since.Count > 0 && _known.Find(since[^1]) is { } last
            ? last
            : await FoldAsync(since, cancel).ConfigureAwait(false);
        var overlay = With(below, commit);
        _known.Remember(commit.Id, overlay);
        return overlay;
    }

    private async Task<ImmutableDictionary<TableName, TableEntry?>> FoldAsync(IReadOnlyList<string> since, CancellationToken cancel)
    {
        var line = await Task.WhenAll(since.Select(id => commits.LoadAsync(id, cancel))).ConfigureAwait(false);
        return line.Aggregate(ImmutableDictionary<TableName, TableEntry?>.Empty, With);
    }

    private static ImmutableDictionary<TableName, TableEntry?> With(ImmutableDictionary<TableName, TableEntry?> overlay, CatalogCommit commit) =>
        overlay.SetItems(commit.Changes.Select(change => KeyValuePair.Create(change.Table, change.After)));
}
