using System.Runtime.CompilerServices;

namespace Tarn.Catalog;

/// <summary>Walks over commits. A parent's generation is lower than its child's, so by falling generation children come first.</summary>
internal sealed class CommitGraph(CatalogCommits commits)
{
    /// <summary>The commit and its first parents, newest first.</summary>
    public async IAsyncEnumerable<CatalogCommit> LineAsync(CatalogCommit from, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var at = from; ; at = await commits.LoadAsync(at.Parents[0], cancel).ConfigureAwait(false))
        {
            yield return at;
            if (at.Parents.Count == 0)
                yield break;
        }
    }

    /// <summary>The commit and everything it follows, children before parents.</summary>
    public IAsyncEnumerable<CatalogCommit> AllAsync(CatalogCommit from, CancellationToken cancel) => AllAsync([from], cancel);

    /// <summary>The commits and everything they follow, each once, children before parents.</summary>
    public async IAsyncEnumerable<CatalogCommit> AllAsync(IReadOnlyCollection<CatalogCommit> from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var seen = new HashSet<string>(from.Select(commit => commit.Id), StringComparer.Ordinal);
        var open = new PriorityQueue<CatalogCommit, (long, long, string)>(from.DistinctBy(commit => commit.Id).Select(commit => (commit, Newest(commit))));
        while (open.TryDequeue(out var at, out _))
        {
            yield return at;
            foreach (var id in at.Parents.Where(seen.Add))
            {
                var parent = await commits.LoadAsync(id, cancel).ConfigureAwait(false);
                open.Enqueue(parent, Newest(parent));
            }
        }
    }

    /// <summary>The nearest commit that both follow, and the commits that only the source follows, children before parents.</summary>
    public async Task<(CatalogCommit Base, IReadOnlyList<CatalogCommit> Ahead)> CompareAsync(
        CatalogCommit source, CatalogCommit target, CancellationToken cancel)
    {
        var walk = new Comparison();
        walk.Reach(source, Side.Source);
        walk.Reach(target, Side.Target);
        var ahead = new List<CatalogCommit>();
        CatalogCommit? nearest = null;
        while ((nearest is null || walk.SourceOnlyIsOpen) && walk.TryNext() is { } at)
        {
            if (at.Side == Side.Both)
                nearest ??= at.Commit;
            if (at.Side == Side.Source)
                ahead.Add(at.Commit);
            foreach (var id in at.Commit.Parents)
                walk.Reach(await commits.LoadAsync(id, cancel).ConfigureAwait(false), at.Side);
        }
        return nearest is not null
            ? (nearest, ahead)
            : throw new TarnException(FailureKind.Corrupt, new Problem(
                "catalog.unrelated",
                $"Commits {source.ShortId} and {target.ShortId} have no common beginning.",
                Next: "A lake has one first commit; the store holds parts of two."));
    }

    private static (long, long, string) Newest(CatalogCommit commit) => (-commit.Generation, -commit.Time.UtcTicks, commit.Id);

    [Flags]
    private enum Side
    {
        None = 0,
        Source = 1,
        Target = 2,
        Both = Source | Target,
    }

    private sealed class Comparison
    {
        private readonly Dictionary<string, Side> _sides = new(StringComparer.Ordinal);
        private readonly PriorityQueue<CatalogCommit, (long, long, string)> _open = new();
        private int _sourceOnly;

        public bool SourceOnlyIsOpen => _sourceOnly > 0;

        public void Reach(CatalogCommit commit, Side side)
        {
            var isKnown = _sides.TryGetValue(commit.Id, out var before);
            var now = before | side;
            _sides[commit.Id] = now;
            _sourceOnly += (now == Side.Source ? 1 : 0) - (isKnown && before == Side.Source ? 1 : 0);
            if (!isKnown)
                _open.Enqueue(commit, Newest(commit));
        }

        public (CatalogCommit Commit, Side Side)? TryNext()
        {
            if (!_open.TryDequeue(out var commit, out _))
                return null;
            var side = _sides[commit.Id];
            _sourceOnly -= side == Side.Source ? 1 : 0;
            return (commit, side);
        }
    }
}
