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

    /// <summary>Main is never deleted and only goes on from commit to commit, so where it was is told by its commits; of others the reference knows.</summary>
    private async Task<IReadOnlyList<NamedCommit>> NamedCommitsAsync(string kind, BranchName name, DateTimeOffset since, CancellationToken cancel)
    {
        var head = await Reference(kind, name).HeadAsync(cancel).ConfigureAwait(false);
        if (head is null || (head.Value.State == BranchState.Deleted && head.Value.Time < since))
            return [];
        var isTag = kind == TagKind;
        if (name == BranchName.Main && !isTag)
            return [new NamedCommit(name, head.Value.Commit, isTag, IsHead: true)];
        var named = new List<NamedCommit>();
        var (isHead, isVoid) = (true, false);
        var prefix = PrefixOf(kind, name);
        await foreach (var entry in new ReferenceSeries(Store, prefix, _ids.Time).LogAsync(cancel).ConfigureAwait(false))
        {
            var value = ValueIn(entry, prefix);
            if (value.State is not BranchState.Deleted && !isVoid)
                named.Add(new NamedCommit(name, value.Commit, isTag, isHead));
            (isHead, isVoid) = (false, value.IsVoid);
            if (value.Time < since)
                break;
        }
        return named;
    }

    private ReferenceValue ValueIn(ReferenceEntry entry, string prefix) =>
        ReferenceValue.Read(_objects.ParseSummed(entry.Value, CatalogJson.Default.Reference, $"{prefix} number {entry.Number}"))
        ?? throw _objects.Corrupt($"{prefix} number {entry.Number}", "it is no reference.");
}
