using FsCheck;
using FsCheck.Fluent;
using Tarn.Catalog;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Catalog;

public sealed class CommitGraphTests
{
    [Fact]
    public void In_any_history_the_base_is_a_nearest_common_commit_and_ahead_is_what_only_the_source_has()
    {
        var parents = Gen.Zip(Gen.Choose(0, 1000), Gen.Choose(0, 3000)).ArrayOf(25);
        Prop.ForAll(parents.ToArbitrary(), shape =>
        {
            using var store = new MemoryObjectStore("graph");
            return AgreesAsync(new CatalogCommits(new CatalogObjects(store)), shape).Result;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    private static async Task<bool> AgreesAsync(CatalogCommits commits, (int First, int Second)[] shape)
    {
        var made = new List<CatalogCommit> { Commit(0, []) };
        foreach (var (first, second) in shape)
            made.Add(Commit(made.Count, [.. new[] { first % made.Count, second }.Where(at => at < made.Count).Distinct().Select(at => made[at])]));
        foreach (var commit in made)
            await commits.SaveAsync(commit, default);

        var graph = new CommitGraph(commits);
        var (source, target) = (made[^1], made[^2]);
        var (all, theirs) = (Followed(made, source), Followed(made, target));
        var (nearest, ahead) = await graph.CompareAsync(source, target, default);
        var common = all.Intersect(theirs).ToList();
        common.ShouldContain(nearest);
        nearest.Generation.ShouldBe(common.Max(commit => commit.Generation));
        ahead.ShouldBe(all.Except(theirs), ignoreOrder: true);
        (await graph.AllAsync(source, default).ToListAsync()).ShouldBe(all, ignoreOrder: true);
        return true;
    }

    private static HashSet<CatalogCommit> Followed(List<CatalogCommit> made, CatalogCommit from)
    {
        var followed = new HashSet<CatalogCommit>(ReferenceEqualityComparer.Instance) { from };
        foreach (var id in from.Parents)
            followed.UnionWith(Followed(made, made.Single(commit => commit.Id == id)));
        return followed;
    }

    private static CatalogCommit Commit(int number, IReadOnlyList<CatalogCommit> parents) => new()
    {
        Id = $"{number:x32}",
        Parents = [.. parents.Select(parent => parent.Id)],
        Generation = parents.Count == 0 ? 0 : parents.Max(parent => parent.Generation) + 1,
        Author = "a",
        Message = $"{number}",
        Time = default,
        Branch = "main",
        IdempotencyKey = $"{number}",
        Properties = new Dictionary<string, string>(StringComparer.Ordinal),
        Changes = [],
    };
}
