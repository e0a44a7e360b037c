using System.Buffers;

namespace Tarn.Catalog;

/// <content>The language of references.</content>
public sealed partial class LakeCatalog
{
    private const int PrefixDigitsMin = 6;
    private const int NearNamesMax = 5;
    private static readonly SearchValues<char> _hex = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// The commit that a reference means: a branch, a tag, or at least 6 first digits of a commit id, in this order; then any number of
    /// <c>~n</c>, the n-th first parent, and <c>@2026-06-04T09:14:00Z</c>, the last commit of the line of first parents at or before
    /// the time; where a branch was put forward since, the one that it was at.
    /// </summary>
    /// <exception cref="TarnException">
    /// Invalid <c>catalog.bad-ref</c>, <c>catalog.unknown-ref</c>, <c>catalog.ambiguous-ref</c> or <c>catalog.before-history</c>.
    /// </exception>
    public async Task<CatalogCommit> ResolveAsync(string reference, CancellationToken cancel = default)
    {
        var expression = RefExpression.Parse(reference);
        var (at, forwards) = await StartAsync(expression.Start, cancel).ConfigureAwait(false);
        foreach (var step in expression.Steps)
        {
            at = step switch
            {
                RefStep.Back back => await BackAsync(reference, at, back.Commits, cancel).ConfigureAwait(false),
                RefStep.At time => await AtAsync(reference, at, forwards, time.Time, cancel).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"{step.GetType()} is no step."),
            };
        }
        return at;
    }

    private async Task<(CatalogCommit Commit, IReadOnlyList<ReferenceForward> Forwards)> StartAsync(string text, CancellationToken cancel)
    {
        ReferenceHead? deleted = null;
        if (BranchName.TryParse(text) is { } name)
        {
            var head = await Reference(BranchKind, name).HeadAsync(cancel).ConfigureAwait(false);
            deleted = head is { Value.State: BranchState.Deleted } ? head : null;
            var found = deleted is null ? head : null;
            found ??= await LivingHeadAsync(TagKind, name, cancel).ConfigureAwait(false);
            if (found is not null)
                return (await _commits.LoadAsync(found.Value.Commit, cancel).ConfigureAwait(false), found.Value.Forwards);
        }
        var isId = text.Length is >= PrefixDigitsMin and <= CatalogCommits.IdDigits && !text.AsSpan().ContainsAnyExcept(_hex);
        var ids = isId ? await _commits.FindIdsAsync(text, 3, cancel).ConfigureAwait(false) : [];
        return ids.Count switch
        {
            0 => throw await UnknownAsync(text, deleted, cancel).ConfigureAwait(false),
            1 => (await _commits.LoadAsync(ids[0], cancel).ConfigureAwait(false), []),
            _ => throw new TarnException(FailureKind.Invalid, new Problem(
                "catalog.ambiguous-ref",
                $"'{text}' is the beginning of more than one commit id: {string.Join(", ", ids)}.",
                Next: "Write more digits.")),
        };
    }

    private async Task<CatalogCommit> BackAsync(string reference, CatalogCommit from, int commits, CancellationToken cancel)
    {
        var at = from;
        for (var passed = 0; passed < commits; passed++)
        {
            if (at.Parents.Count == 0)
                throw BeforeHistory(reference, at, $"At most '~{passed}' can be said of {from.ShortId}.");
            at = await _commits.LoadAsync(at.Parents[0], cancel).ConfigureAwait(false);
        }
        return at;
    }

    /// <summary>Where a line was at a time. Commits that a branch was put forward to later were not its own then.</summary>
    private async Task<CatalogCommit> AtAsync(
        string reference, CatalogCommit from, IReadOnlyList<ReferenceForward> forwards, DateTimeOffset time, CancellationToken cancel)
    {
        for (var at = from; ;)
        {
            var before = forwards.FirstOrDefault(forward => forward.To == at.Id && forward.Time > time)?.From;
            if (before is null && at.Time <= time)
                return at;
            if (before is null && at.Parents.Count == 0)
                throw BeforeHistory(reference, at, "Choose a later time.");
            at = await _commits.LoadAsync(before ?? at.Parents[0], cancel).ConfigureAwait(false);
        }
    }

    private static TarnException BeforeHistory(string reference, CatalogCommit first, string next) =>
        new(FailureKind.Invalid, new Problem(
            "catalog.before-history",
            $"'{reference}' lies before the first commit, {first.ShortId} of {first.Time:yyyy-MM-ddTHH:mm:ssZ}.",
            Next: next));

    private async Task<TarnException> UnknownAsync(string text, ReferenceHead? deleted, CancellationToken cancel)
    {
        if (deleted is not null)
        {
            return new TarnException(FailureKind.Invalid, new Problem(
                "catalog.unknown-ref",
                $"'{text}' was deleted at {deleted.Value.Time:yyyy-MM-ddTHH:mm:ssZ}.",
                Next: $"Its last commit was {deleted.Value.Commit}; that id can be used."));
        }
        var branches = await LivingAsync(BranchKind, cancel).ConfigureAwait(false);
        var tags = await LivingAsync(TagKind, cancel).ConfigureAwait(false);
        var names = branches.Concat(tags).Select(living => living.Name.Value).ToList();
        var near = NearNames.Of(text, names, NearNamesMax);
        return new TarnException(FailureKind.Invalid, new Problem(
            "catalog.unknown-ref",
            $"There is no branch, tag or commit '{text}'.",
            Next: near.Count > 0
                ? $"Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?"
                : $"There are: {string.Join(", ", names.Take(NearNamesMax))}{(names.Count > NearNamesMax ? ", ..." : "")}."));
    }
}
