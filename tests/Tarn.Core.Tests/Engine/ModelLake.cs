using System.Collections.Immutable;
using Tarn.Catalog;

namespace Tarn.Core.Tests.Engine;

/// <summary>The reference model of a lake: what each commit holds, and which branches were sealed.</summary>
internal sealed class ModelLake
{
    private readonly Dictionary<string, ImmutableSortedDictionary<string, ModelTable>> _states = [];
    private readonly Dictionary<string, CatalogCommit> _commits = [];
    private int _last;

    /// <summary>Head by branch; sealed and deleted ones are not there.</summary>
    public Dictionary<string, string> Open { get; } = [];

    /// <summary>Head of sealed branches that are not deleted.</summary>
    public Dictionary<string, string> Sealed { get; } = [];

    /// <summary>Names of branches that were sealed, deleted or not.</summary>
    public HashSet<string> WereSealed { get; } = [];

    public IReadOnlyCollection<CatalogCommit> Commits => _commits.Values;

    public int Next() => ++_last;

    public ImmutableSortedDictionary<string, ModelTable> Of(string commit) => _states[commit];

    public ImmutableSortedDictionary<string, ModelTable> Head(string branch) => _states[Open[branch]];

    public CatalogCommit Commit(string id) => _commits[id];

    public void Made(CatalogCommit commit, ImmutableSortedDictionary<string, ModelTable> state)
    {
        _commits[commit.Id] = commit;
        _states[commit.Id] = state;
    }

    /// <summary>The commit and all it follows.</summary>
    public HashSet<string> History(string commit)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([commit]);
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at))
                continue;
            foreach (var parent in _commits[at].Parents)
                open.Push(parent);
        }
        return seen;
    }

    /// <summary>The commits of a branch's own line, newest first.</summary>
    public IEnumerable<CatalogCommit> Line(string commit)
    {
        for (var at = _commits[commit]; ; at = _commits[at.Parents[0]])
        {
            yield return at;
            if (at.Parents.Count == 0)
                yield break;
        }
    }

    /// <summary>Whether a branch may start at a commit.</summary>
    public bool MayFork(string commit)
    {
        var onMain = History(Open["main"]);
        return History(commit).Where(id => !onMain.Contains(id)).All(id => !WereSealed.Contains(_commits[id].Branch)) || Open.Values.Any(head => History(head).Contains(commit));
    }

    /// <summary>Whether what a branch has beyond the target is free of failed runs.</summary>
    public bool MayMerge(string source, string target)
    {
        var there = History(Open[target]);
        return History(Open[source]).Where(id => !there.Contains(id)).All(id => _commits[id].Branch == source || !WereSealed.Contains(_commits[id].Branch));
    }

    /// <summary>The common ancestors that no other common ancestor follows.</summary>
    public IReadOnlyList<string> Bases(string left, string right)
    {
        var common = History(left);
        common.IntersectWith(History(right));
        return [.. common.Where(id => common.All(other => other == id || !History(other).Contains(id)))];
    }
}
