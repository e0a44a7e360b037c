using FsCheck;
using FsCheck.Fluent;
using Tarn.Catalog;
using Tarn.Maintenance;

namespace Tarn.Core.Tests.Maintenance;

public sealed class HistoryPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_current_at_the_horizon_stays_and_what_was_followed_before_it_expires()
    {
        var plan = Plan(["a", "b<a", "c<b", "d<c"], horizon: 2, ("main", "d"));
        plan.Heads.Select(Id).ShouldBe(["d"]);
        plan.Past.Select(Id).ShouldBe(["c", "b"]);
        plan.Expired.Select(Id).ShouldBe(["a"]);
    }

    [Fact]
    public void The_last_commits_of_each_branch_stay_whatever_their_age() =>
        Plan(["a", "b<a", "c<b", "d<c"], horizon: 100, keep: 3, ("main", "d")).Last.Select(Id).ShouldBe(["c", "b"]);

    [Fact]
    public void Where_branches_parted_stays_since_a_merge_needs_it()
    {
        var plan = Plan(["a", "b<a", "c<b", "d<b", "e<d"], horizon: 100, ("main", "e"), ("dev", "c"));
        plan.Past.Select(Id).ShouldBe(["b"]);
        plan.Expired.Select(Id).ShouldBe(["d", "a"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_name_that_is_gone_named_until_lately_stays_and_where_it_parted() =>
        HistoryPlan.Make(Commits(["a", "b<a", "c<a"]), [Head("main", "b"), new NamedCommit(BranchName.Parse("gone"), "c", IsTag: false, IsHead: false)], Start.AddDays(100), keep: 1)
            .Past.Select(Id).ShouldBe(["c", "a"]);

    [Fact]
    public void Whatever_branches_there_are_the_base_of_each_merge_stays()
    {
        var shapes = Gen.Choose(0, 1000).ArrayOf(14).ToArbitrary();
        Prop.ForAll(shapes, choices => BasesStay(Commits(Shape(choices)), choices)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static void BasesStay(IReadOnlyList<CatalogCommit> commits, int[] choices)
    {
        var heads = choices.Take(4).Select(choice => commits[choice % commits.Count].Id).ToList();
        var plan = HistoryPlan.Make(commits, [.. heads.Select((id, i) => Head($"b{i}", id))], Start.AddDays(1000), keep: 1);
        var kept = plan.Heads.Concat(plan.Past).Select(Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (one, other) in heads.SelectMany(one => heads.Select(other => (one, other))))
        {
            var shared = Followed(commits, one).Intersect(Followed(commits, other), StringComparer.Ordinal).ToList();
            var nearest = shared.Where(id => !shared.Exists(nearer => nearer != id && Followed(commits, nearer).Contains(id)));
            kept.IsSupersetOf(nearest).ShouldBeTrue();
        }
    }

    private static HashSet<string> Followed(IReadOnlyList<CatalogCommit> commits, string from)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { from };
        foreach (var commit in commits.Where(commit => found.Contains(commit.Id)))
            found.UnionWith(commit.Parents);
        return found;
    }

    /// <summary>A history of commits and merges: each number chooses the parents of one commit.</summary>
    private static string[] Shape(int[] choices) =>
        ["c0", .. choices.Select((choice, i) => $"c{i + 1}<c{choice % (i + 1)}{(choice % 3 == 0 && i > 0 ? $"<c{choice / 7 % (i + 1)}" : "")}")];

    private static HistoryPlan Plan(string[] commits, int horizon, params (string Name, string Commit)[] heads) => Plan(commits, horizon, 1, heads);

    private static HistoryPlan Plan(string[] commits, int horizon, int keep, params (string Name, string Commit)[] heads) =>
        HistoryPlan.Make(Commits(commits), [.. heads.Select(head => Head(head.Name, head.Commit))], Start.AddDays(horizon), keep);

    private static NamedCommit Head(string name, string commit) => new(BranchName.Parse(name), commit, IsTag: false, IsHead: true);

    /// <summary>Commits a day apart, children first: <c>c&lt;a&lt;b</c> is c with the parents a and b.</summary>
    private static IReadOnlyList<CatalogCommit> Commits(string[] shapes)
    {
        var made = new List<CatalogCommit>();
        foreach (var (at, shape) in shapes.Index())
        {
            var parts = shape.Split('<');
            made.Insert(0, new CatalogCommit
            {
                Id = parts[0],
                Parents = [.. parts[1..].Distinct(StringComparer.Ordinal)],
                Generation = at,
                Author = "test",
                Message = "",
                Time = Start.AddDays(at),
                Branch = "main",
                IdempotencyKey = parts[0],
                Properties = new Dictionary<string, string>(),
                Changes = [],
            });
        }
        return made;
    }

    private static string Id(CatalogCommit commit) => commit.Id;
}
