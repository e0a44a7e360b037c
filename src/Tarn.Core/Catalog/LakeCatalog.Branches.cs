namespace Tarn.Catalog;

/// <content>Branches.</content>
public sealed partial class LakeCatalog
{
    /// <summary>The branches that are not deleted, by name.</summary>
    public async Task<IReadOnlyList<Branch>> ListBranchesAsync(CancellationToken cancel = default) =>
        [.. (await LivingAsync(BranchKind, cancel).ConfigureAwait(false))
            .Select(living => ToBranch(living.Name, living.Head))
            .OrderBy(branch => branch.Name.Value, StringComparer.Ordinal)];

    /// <summary>A branch; null when there is none, or none any more.</summary>
    public async Task<Branch?> FindBranchAsync(BranchName name, CancellationToken cancel = default) =>
        await LivingHeadAsync(BranchKind, name, cancel).ConfigureAwait(false) is { } head ? ToBranch(name, head) : null;

    /// <summary>Makes a branch at a reference, as <see cref="ResolveAsync"/> reads it. No data is copied.</summary>
    /// <exception cref="TarnException">
    /// Conflict <c>catalog.name-taken</c>: a branch or a tag has this name; <c>catalog.name-sealed</c>: a sealed branch had it; <c>catalog.fork-of-sealed</c>:
    /// the reference is what a failed run left. Invalid <c>catalog.expired</c>: the commit's tables are gone, or are about to go.
    /// </exception>
    public async Task<Branch> CreateBranchAsync(BranchName name, string from, CancellationToken cancel = default)
    {
        var commit = await ResolveKeptAsync(from, cancel).ConfigureAwait(false);
        await RefuseForkOfSealedAsync(from, commit, cancel).ConfigureAwait(false);
        if (await LivingHeadAsync(TagKind, name, cancel).ConfigureAwait(false) is not null)
            throw NameTaken("tag", name);
        await MakeAsync(BranchKind, name, commit.Id, cancel).ConfigureAwait(false);
        await UnmakeExpiredAsync(BranchKind, name, commit, cancel).ConfigureAwait(false);
        return ToBranch(name, await NeededBranchAsync(name, cancel).ConfigureAwait(false));
    }

    /// <summary>
    /// Deletes a branch. Its name may be given again, unless it was sealed; its commits stay. What <paramref name="leaseToken"/> says as in
    /// <see cref="CommitRequest.LeaseToken"/>.
    /// </summary>
    /// <exception cref="TarnException">Invalid: there is no such branch, or it is main.</exception>
    public Task DeleteBranchAsync(BranchName name, long? leaseToken = null, CancellationToken cancel = default) =>
        EndBranchAsync(name, BranchState.Deleted, leaseToken, cancel);

    /// <summary>
    /// Seals a branch: it is kept for inspection, takes no commits, and neither it nor what was forked from it may be merged. Does
    /// nothing when it is sealed already.
    /// </summary>
    /// <exception cref="TarnException">Invalid: there is no such branch, or it is main.</exception>
    public Task SealBranchAsync(BranchName name, long? leaseToken = null, CancellationToken cancel = default) =>
        EndBranchAsync(name, BranchState.Sealed, leaseToken, cancel);

    private async Task EndBranchAsync(BranchName name, BranchState state, long? leaseToken, CancellationToken cancel)
    {
        if (name == BranchName.Main)
        {
            throw new TarnException(FailureKind.Invalid, new Problem(
                "catalog.main-stays",
                "'main' can neither be deleted nor sealed.",
                Next: "Every lake has a main, and readers see it when they name no branch."));
        }
        await Reference(BranchKind, name).MoveInTurnAsync<bool>(
            async (head, token) =>
            {
                var value = await NeededAsync(BranchKind, name, head, token).ConfigureAwait(false);
                if (value.State == state)
                    return new ReferenceStep<bool>.Stay(false);
                CheckLease(name, value, leaseToken);
                var ended = value with { State = state, WasSealed = value.WasSealed || state == BranchState.Sealed, Lease = null };
                return new ReferenceStep<bool>.Move(ended, true);
            },
            cancel).ConfigureAwait(false);
    }

    private async Task MakeAsync(string kind, BranchName name, string commit, CancellationToken cancel) =>
        await Reference(kind, name).MoveInTurnAsync<bool>(
            (head, _) => head is { Value.State: not BranchState.Deleted } ? throw NameTaken(kind, name)
                : head is { Value.WasSealed: true } ? throw NameSealed(name)
                : Task.FromResult<ReferenceStep<bool>>(new ReferenceStep<bool>.Move(NewValue(commit), true)),
            cancel).ConfigureAwait(false);

    private async Task<ReferenceHead> NeededBranchAsync(BranchName name, CancellationToken cancel)
    {
        var head = await Reference(BranchKind, name).HeadAsync(cancel).ConfigureAwait(false);
        await NeededAsync(BranchKind, name, head, cancel).ConfigureAwait(false);
        return head!;
    }

    private async Task<ReferenceValue> NeededAsync(string kind, BranchName name, ReferenceHead? head, CancellationToken cancel)
    {
        if (head is { Value.State: not BranchState.Deleted })
            return head.Value;
        if (kind == BranchKind && await LivingHeadAsync(TagKind, name, cancel).ConfigureAwait(false) is not null)
        {
            throw new TarnException(FailureKind.Invalid, new Problem(
                "catalog.not-a-branch", $"'{name}' is a tag, and tags do not move.", Next: $"Make a branch of it first, from '{name}'."));
        }
        throw await UnknownAsync(name.Value, head, cancel).ConfigureAwait(false);
    }

    private static TarnException NameTaken(string kind, BranchName name) =>
        new(FailureKind.Conflict, new Problem(
            "catalog.name-taken", $"There is a {kind} '{name}' already.", Next: "Choose another name, or delete it first."));

    /// <summary>Commits are known by the name of the branch they were made on, so the name of a sealed one stays what it was.</summary>
    private static TarnException NameSealed(BranchName name) =>
        new(FailureKind.Conflict, new Problem(
            "catalog.name-sealed", $"A branch '{name}' was sealed and deleted; its commits go by that name.", Next: "Choose another name."));

    private static Branch ToBranch(BranchName name, ReferenceHead head) =>
        new(name, head.Value.Commit, head.Value.State, head.Value.Lease, head.Value.Time, head.Entry.Number);
}
