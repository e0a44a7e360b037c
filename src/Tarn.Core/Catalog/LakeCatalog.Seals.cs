namespace Tarn.Catalog;

/// <content>What sealed branches keep from happening: a commit says on which branch it was made, so work of a failed run is known wherever it goes.</content>
public sealed partial class LakeCatalog
{
    private async Task RefuseSealedAsync(
        BranchName source, ReferenceHead head, IReadOnlyList<CatalogCommit> ahead, CancellationToken cancel)
    {
        var isSealed = (await SealedOriginsAsync(ahead, cancel).ConfigureAwait(false)).Where(name => name != source).ToList();
        if (head.Value.State == BranchState.Sealed)
            isSealed.Insert(0, source);
        if (isSealed.Count > 0)
        {
            throw new TarnException(FailureKind.Conflict, [.. isSealed.Select(name => new Problem(
                "merge.sealed",
                name == source ? $"Branch '{source}' is sealed." : $"Branch '{source}' holds commits of '{name}', which is sealed.",
                Next: "A sealed branch failed its checks and is kept for inspection only. Run again from main."))]);
        }
    }

    /// <summary>Refuses a new branch at a commit of a sealed branch, unless an open branch or a tag has the commit as well.</summary>
    private async Task RefuseForkOfSealedAsync(string from, CatalogCommit commit, CancellationToken cancel)
    {
        var isNamed = BranchName.TryParse(from) is { } name && await LivingHeadAsync(BranchKind, name, cancel).ConfigureAwait(false) is { Value.State: BranchState.Sealed };
        var main = await LivingHeadAsync(BranchKind, BranchName.Main, cancel).ConfigureAwait(false);
        if (!isNamed && (main is null || main.Value.Commit == commit.Id || !await IsOfSealedAsync(commit, main, cancel).ConfigureAwait(false)))
            return;
        throw new TarnException(FailureKind.Conflict, new Problem(
            "catalog.fork-of-sealed",
            isNamed ? $"Branch '{from}' is sealed." : $"Commit {commit.ShortId} is of the sealed branch '{commit.Branch}', or was built on one.",
            Next: $"What a failed run left is for inspection only: read it with --at {from}. Make the branch from main."));
    }

    private async Task<bool> IsOfSealedAsync(CatalogCommit commit, ReferenceHead main, CancellationToken cancel)
    {
        var into = await _commits.LoadAsync(main.Value.Commit, cancel).ConfigureAwait(false);
        var (_, ahead) = await _graph.CompareAsync(commit, into, cancel).ConfigureAwait(false);
        return (await SealedOriginsAsync(ahead, cancel).ConfigureAwait(false)).Count > 0 && !await IsOpenToAllAsync(commit, cancel).ConfigureAwait(false);
    }

    private async Task<bool> IsOpenToAllAsync(CatalogCommit commit, CancellationToken cancel)
    {
        var branches = await LivingAsync(BranchKind, cancel).ConfigureAwait(false);
        var tags = await LivingAsync(TagKind, cancel).ConfigureAwait(false);
        foreach (var (_, head) in branches.Where(branch => branch.Head.Value.State is BranchState.Open).Concat(tags))
        {
            var other = await _commits.LoadAsync(head.Value.Commit, cancel).ConfigureAwait(false);
            if ((await _graph.CompareAsync(commit, other, cancel).ConfigureAwait(false)).Base.Id == commit.Id)
                return true;
        }
        return false;
    }

    private async Task<IReadOnlyList<BranchName>> SealedOriginsAsync(IReadOnlyList<CatalogCommit> commits, CancellationToken cancel)
    {
        var origins = commits.Select(commit => BranchName.TryParse(commit.Branch)).OfType<BranchName>().Distinct().ToList();
        var heads = await Task.WhenAll(origins.Select(name => Reference(BranchKind, name).HeadAsync(cancel))).ConfigureAwait(false);
        return [.. origins.Zip(heads).Where(pair => pair.Second is { Value.WasSealed: true }).Select(pair => pair.First)];
    }
}
