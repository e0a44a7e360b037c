using System.Runtime.CompilerServices;

namespace Tarn.Catalog;

/// <content>History.</content>
public sealed partial class LakeCatalog
{
    /// <summary>
    /// The commits that led to a reference, newest first: the line of first parents, which for main is what was published, or all
    /// that were merged in as well, children before parents.
    /// </summary>
    public async IAsyncEnumerable<CatalogCommit> LogAsync(
        string reference, bool firstParentOnly = true, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var from = await ResolveAsync(reference, cancel).ConfigureAwait(false);
        var commits = firstParentOnly ? _graph.LineAsync(from, cancel) : _graph.AllAsync(from, cancel);
        await foreach (var commit in commits.ConfigureAwait(false))
            yield return commit;
    }

    /// <summary>Every table and view that differs between two references, by name.</summary>
    public async Task<IReadOnlyList<TableChange>> DiffAsync(string before, string after, CancellationToken cancel = default)
    {
        var from = await TreeAtAsync(before, cancel).ConfigureAwait(false);
        var to = await TreeAtAsync(after, cancel).ConfigureAwait(false);
        return await CatalogTree.DiffAsync(from, to, cancel).ConfigureAwait(false);
    }

    /// <summary>The nearest commit that two references both follow.</summary>
    public async Task<CatalogCommit> MergeBaseAsync(string left, string right, CancellationToken cancel = default)
    {
        var source = await ResolveAsync(left, cancel).ConfigureAwait(false);
        var target = await ResolveAsync(right, cancel).ConfigureAwait(false);
        return (await _graph.CompareAsync(source, target, cancel).ConfigureAwait(false)).Base;
    }
}
