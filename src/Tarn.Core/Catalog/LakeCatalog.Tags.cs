namespace Tarn.Catalog;

/// <content>Tags.</content>
public sealed partial class LakeCatalog
{
    /// <summary>The tags that are not deleted, by name.</summary>
    public async Task<IReadOnlyList<Tag>> ListTagsAsync(CancellationToken cancel = default) =>
        [.. (await LivingAsync(TagKind, cancel).ConfigureAwait(false))
            .Select(living => new Tag(living.Name, living.Head.Value.Commit, living.Head.Value.Time))
            .OrderBy(tag => tag.Name.Value, StringComparer.Ordinal)];

    /// <summary>A tag; null when there is none, or none any more.</summary>
    public async Task<Tag?> FindTagAsync(BranchName name, CancellationToken cancel = default) =>
        await LivingHeadAsync(TagKind, name, cancel).ConfigureAwait(false) is { } head
            ? new Tag(name, head.Value.Commit, head.Value.Time)
            : null;

    /// <summary>Makes a tag at a reference, as <see cref="ResolveAsync"/> reads it.</summary>
    /// <exception cref="TarnException">
    /// Conflict <c>catalog.name-taken</c>: a tag or a branch has this name. Invalid <c>catalog.expired</c>: the commit's tables are gone, or are about to go.
    /// </exception>
    public async Task<Tag> CreateTagAsync(BranchName name, string at, CancellationToken cancel = default)
    {
        var commit = await ResolveKeptAsync(at, cancel).ConfigureAwait(false);
        if (await LivingHeadAsync(BranchKind, name, cancel).ConfigureAwait(false) is not null)
            throw NameTaken("branch", name);
        await MakeAsync(TagKind, name, commit.Id, cancel).ConfigureAwait(false);
        await UnmakeExpiredAsync(TagKind, name, commit, cancel).ConfigureAwait(false);
        return new Tag(name, commit.Id, _ids.Time.GetUtcNow());
    }

    /// <summary>Deletes a tag. Its name may be given again.</summary>
    /// <exception cref="TarnException">Invalid <c>catalog.unknown-ref</c>: there is no such tag.</exception>
    public async Task DeleteTagAsync(BranchName name, CancellationToken cancel = default) =>
        await Reference(TagKind, name).MoveInTurnAsync<bool>(
            async (head, token) =>
            {
                var value = await NeededAsync(TagKind, name, head, token).ConfigureAwait(false);
                return new ReferenceStep<bool>.Move(value with { State = BranchState.Deleted }, true);
            },
            cancel).ConfigureAwait(false);
}
