using Tarn.Storage.References;

namespace Tarn.Catalog;

/// <content>References by kind and name.</content>
public sealed partial class LakeCatalog
{
    private const string BranchKind = "branch";
    private const string TagKind = "tag";
    private const int ReadersMax = 16;

    private CatalogReference Reference(string kind, BranchName name) =>
        _references.GetOrAdd(PrefixOf(kind, name), static (prefix, at) => new CatalogReference(at._objects, prefix, at._ids), this);

    private static string PrefixOf(string kind, BranchName name) => $"refs/{kind}/{name.Value.Replace('/', '~')}/";

    private async Task<IReadOnlyList<BranchName>> NamesAsync(string kind, CancellationToken cancel)
    {
        var names = new List<BranchName>();
        var folder = $"refs/{kind}/";
        await foreach (var entry in Store.ListAsync(folder, null, cancel).ConfigureAwait(false))
        {
            var rest = entry.Key.AsSpan(folder.Length);
            var slash = rest.IndexOf('/');
            if (slash < 0 || ReferenceSeries.NumberOf(entry.Key) is null)
                continue;
            var text = rest[..slash].ToString().Replace('~', '/');
            if ((names.Count == 0 || names[^1].Value != text) && BranchName.TryParse(text) is { } name)
                names.Add(name);
        }
        return names;
    }

    private async Task<IReadOnlyList<(BranchName Name, ReferenceHead Head)>> LivingAsync(string kind, CancellationToken cancel)
    {
        var living = new List<(BranchName, ReferenceHead)>();
        foreach (var some in (await NamesAsync(kind, cancel).ConfigureAwait(false)).Chunk(ReadersMax))
        {
            var heads = await Task.WhenAll(some.Select(name => Reference(kind, name).HeadAsync(cancel))).ConfigureAwait(false);
            living.AddRange(some.Zip(heads)
                .Where(pair => pair.Second is { Value.State: not BranchState.Deleted })
                .Select(pair => (pair.First, pair.Second!)));
        }
        return living;
    }

    private async Task<ReferenceHead?> LivingHeadAsync(string kind, BranchName name, CancellationToken cancel) =>
        await Reference(kind, name).HeadAsync(cancel).ConfigureAwait(false) is { Value.State: not BranchState.Deleted } head ? head : null;
}
