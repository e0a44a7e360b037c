using Tarn.Catalog;
using Tarn.Storage;

namespace Tarn.Maintenance;

/// <summary>
/// Which objects of the lake's store go. Pure. Only what the lake makes itself is looked at: files of tables, below <c>tables/</c> and below <c>data/</c> and
/// <c>metadata/</c> of those that clients placed elsewhere, and the catalog's commits and nodes of trees. Pages that were landed and references never go, and neither do properties of namespaces, which are named by their content: a commit
/// may find some there and need them just when they go.
/// </summary>
internal static class SweepPlan
{
    /// <summary>The beginnings of keys that are looked at.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["commits/", "tables/", "trees/"];

    /// <summary>The beginnings of keys to look at for tables that lie elsewhere, in order, none below another.</summary>
    /// <param name="folders">Keys of the places of tables.</param>
    public static IReadOnlyList<string> Elsewhere(IEnumerable<string> folders)
    {
        var prefixes = folders.Where(folder => folder.Length > 0 && !LakeFolders.IsReserved(folder) && !LakeFolders.IsOfTables(folder))
            .SelectMany(folder => new[] { $"{folder}/data/", $"{folder}/metadata/" }).Order(StringComparer.Ordinal);
        var kept = new List<string>();
        foreach (var prefix in prefixes)
        {
            if (kept.Count == 0 || !prefix.StartsWith(kept[^1], StringComparison.Ordinal))
                kept.Add(prefix);
        }
        return kept;
    }

    /// <summary>What was named and is not any more.</summary>
    /// <param name="listed">What there is.</param>
    /// <param name="reach">What is named.</param>
    /// <param name="dead">Keys of what was.</param>
    public static SweepReport Expired(IReadOnlyList<ObjectEntry> listed, Reachability reach, IReadOnlySet<string> dead) =>
        new() { Files = Ordered(listed.Where(entry => dead.Contains(entry.Key) && !reach.Needs(entry.Key))) };

    /// <summary>What nothing names.</summary>
    /// <param name="listed">What there is.</param>
    /// <param name="reach">What is named.</param>
    /// <param name="gone">Keys that go for another reason.</param>
    /// <param name="before">What was written at this time or later stays: it may be about to be named.</param>
    public static SweepReport Orphans(IReadOnlyList<ObjectEntry> listed, Reachability reach, IReadOnlySet<string> gone, DateTimeOffset before)
    {
        var unnamed = listed.Where(entry => !gone.Contains(entry.Key) && !reach.Needs(entry.Key)).ToList();
        var young = unnamed.Where(entry => entry.Modified >= before).ToList();
        return new SweepReport { Files = Ordered(unnamed.Where(entry => entry.Modified < before)), YoungFiles = young.Count, YoungBytes = young.Sum(entry => entry.Bytes) };
    }

    /// <summary>What is named before what names it, so that whoever goes on after a crash still finds it named.</summary>
    private static IReadOnlyList<RemovedFile> Ordered(IEnumerable<ObjectEntry> entries) =>
        [.. entries.OrderBy(entry => RankOf(entry.Key)).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new RemovedFile(entry.Key, entry.Bytes))];

    /// <summary>Data 0, manifests 1, manifest lists 2, metadata 3, the catalog's objects 4.</summary>
    public static int RankOf(string key) => key switch
    {
        _ when key.StartsWith("commits/", StringComparison.Ordinal) || key.StartsWith("trees/", StringComparison.Ordinal) => 4,
        _ when key.EndsWith(".json", StringComparison.Ordinal) => 3,
        _ when !key.EndsWith(".avro", StringComparison.Ordinal) => 0,
        _ => key.AsSpan(key.LastIndexOf('/') + 1).StartsWith("snap-", StringComparison.Ordinal) ? 2 : 1,
    };
}
