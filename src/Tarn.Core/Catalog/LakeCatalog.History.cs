using System.Runtime.CompilerServices;
using Tarn.Storage.References;

namespace Tarn.Catalog;

/// <content>All that is reachable, for whoever decides what may be deleted.</content>
public sealed partial class LakeCatalog
{
    /// <summary>
    /// Where every branch and tag is, those of runs and sealed ones too, and where they were: commits that one of them named at the time or later, of names
    /// that were deleted since as well.
    /// </summary>
    public async Task<IReadOnlyList<NamedCommit>> NamedCommitsAsync(DateTimeOffset since, CancellationToken cancel = default)
    {
        var named = new List<NamedCommit>();
        foreach (var kind in new[] { BranchKind, TagKind })
        {
            foreach (var name in await NamesAsync(kind, cancel).ConfigureAwait(false))
                named.AddRange(await NamedCommitsAsync(kind, name, since, cancel).ConfigureAwait(false));
        }
        return named;
    }

    /// <summary>Commits by their ids and everything that they follow, each once, children before parents.</summary>
    public async IAsyncEnumerable<CatalogCommit> HistoryAsync(IReadOnlyCollection<string> ids, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var from = new List<CatalogCommit>();
        foreach (var id in ids)
            from.Add(await _commits.LoadAsync(id, cancel).ConfigureAwait(false));
        await foreach (var commit in _graph.AllAsync(from, cancel).ConfigureAwait(false))
            yield return commit;
    }

    /// <summary>When a branch was made, as far as its reference is kept; null when there never was one.</summary>
    public async Task<DateTimeOffset?> FirstMovedAsync(BranchName branch, CancellationToken cancel = default)
    {
        DateTimeOffset? first = null;
        await foreach (var entry in new ReferenceSeries(Store, PrefixOf(BranchKind, branch), _ids.Time).LogAsync(cancel).ConfigureAwait(false))
            first = ValueIn(entry, PrefixOf(BranchKind, branch)).Time;
        return first;
    }

    /// <summary>The object of the store that a commit lies in.</summary>
    public static string ObjectOf(CatalogCommit commit) => CatalogCommits.KeyOf(commit.Id);

    /// <summary>Main is never deleted; where it was is told by its commits, and by its head where it was put forward. Of others the series knows.</summary>
    private async Task<IReadOnlyList<NamedCommit>> NamedCommitsAsync(string kind, BranchName name, DateTimeOffset since, CancellationToken cancel)
    {
        var head = await Reference(kind, name).HeadAsync(cancel).ConfigureAwait(false);
        if (head is null || (head.Value.State == BranchState.Deleted && head.Value.Time < since))
            return [];
        var isTag = kind == TagKind;
        if (name == BranchName.Main && !isTag)
            return [new NamedCommit(name, head.Value.Commit, isTag, Until: null), .. Before(head.Value, since).Select(forward => new NamedCommit(name, forward.From, isTag, forward.Time))];
        var named = new List<NamedCommit>();
        var (until, isVoid) = ((DateTimeOffset?)null, false);
        var prefix = PrefixOf(kind, name);
        await foreach (var entry in new ReferenceSeries(Store, prefix, _ids.Time).LogAsync(cancel).ConfigureAwait(false))
        {
            var value = ValueIn(entry, prefix);
            if (value.State is not BranchState.Deleted && !isVoid)
                named.Add(new NamedCommit(name, value.Commit, isTag, until));
            (until, isVoid) = (value.Time, value.IsVoid);
            if (value.Time < since)
                break;
        }
        return named;
    }

    private static IEnumerable<ReferenceForward> Before(ReferenceValue value, DateTimeOffset since) => value.Forwards.Where(forward => forward.Time >= since);

    private ReferenceValue ValueIn(ReferenceEntry entry, string prefix) =>
        ReferenceValue.Read(_objects.ParseSummed(entry.Value, CatalogJson.Default.Reference, $"{prefix} number {entry.Number}"))
        ?? throw _objects.Corrupt($"{prefix} number {entry.Number}", "it is no reference.");
}
