namespace Tarn.Catalog;

/// <summary>
/// The nearest common ancestors of two commits: those that no other common ancestor follows. There are several where two branches merged each other crosswise.
/// </summary>
internal sealed class CommonAncestors(CatalogCommits commits)
{
    private readonly Dictionary<string, Marks> _marks = new(StringComparer.Ordinal);
    private readonly PriorityQueue<CatalogCommit, (long, long, string)> _open = new();
    private int _fresh;

    [Flags]
    private enum Marks
    {
        None = 0,
        Source = 1,
        Target = 2,
        Both = Source | Target,
        Passed = 4,
    }

    /// <summary>All of them, children before parents. To be asked once.</summary>
    public async Task<IReadOnlyList<CatalogCommit>> FindAsync(CatalogCommit source, CatalogCommit target, CancellationToken cancel)
    {
        Mark(source, Marks.Source);
        Mark(target, Marks.Target);
        var found = new List<CatalogCommit>();
        while (_fresh > 0)
        {
            // A parent's generation is lower than its child's, so all marks of a commit are there when its turn comes.
            var at = _open.Dequeue();
            var marks = _marks[at.Id];
            _fresh -= marks.HasFlag(Marks.Passed) ? 0 : 1;
            if (marks == Marks.Both)
                found.Add(at);
            foreach (var id in at.Parents)
                Mark(await commits.LoadAsync(id, cancel).ConfigureAwait(false), marks.HasFlag(Marks.Both) ? marks | Marks.Passed : marks);
        }
        return found;
    }

    private void Mark(CatalogCommit commit, Marks marks)
    {
        var before = _marks.GetValueOrDefault(commit.Id);
        var now = _marks[commit.Id] = before | marks;
        if (before is Marks.None)
            _open.Enqueue(commit, (-commit.Generation, -commit.Time.UtcTicks, commit.Id));
        _fresh += (now.HasFlag(Marks.Passed) ? 0 : 1) - (before is Marks.None || before.HasFlag(Marks.Passed) ? 0 : 1);
    }
}
