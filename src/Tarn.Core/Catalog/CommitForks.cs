using System.Numerics;

namespace Tarn.Catalog;

/// <summary>Finds where branches parted. Pure.</summary>
public static class CommitForks
{
    /// <summary>
    /// Ids of commits that two of those named or more follow, none of whose children is followed by as many: the bases of all merges there can be between them.
    /// </summary>
    /// <param name="commits">The commits that those named follow, each once, children before parents; the oldest may be left out.</param>
    /// <param name="named">Ids of commits.</param>
    public static IEnumerable<string> Of(IEnumerable<CatalogCommit> commits, IReadOnlySet<string> named)
    {
        var followers = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        var ofChildren = new Dictionary<string, HashSet<BigInteger>>(StringComparer.Ordinal);
        var bit = BigInteger.One;
        foreach (var commit in commits)
        {
            var own = followers.GetValueOrDefault(commit.Id);
            if (named.Contains(commit.Id))
                (own, bit) = (own | bit, bit << 1);
            if (!own.IsZero && !own.IsPowerOfTwo && !(ofChildren.TryGetValue(commit.Id, out var children) && children.Contains(own)))
                yield return commit.Id;
            foreach (var parent in commit.Parents)
            {
                followers[parent] = followers.GetValueOrDefault(parent) | own;
                if (!ofChildren.TryGetValue(parent, out var sets))
                    ofChildren[parent] = sets = [];
                sets.Add(own);
            }
        }
    }
}
