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
        Next(["a", "b<a", "c<b", "d<c"], HistoryHorizon.None, 100, keep: 3).ShouldBe(new HistoryHorizon(Start.AddDays(100), new HashSet<string> { "b", "c" }));

    [Fact]
    public void What_expired_is_not_kept_again_when_more_is_asked_for()
    {
        var first = Next(["a", "b<a", "c<b", "d<c"], HistoryHorizon.None, 3, keep: 2);
        Next(["a", "b<a", "c<b", "d<c", "e<d"], first, 101, keep: 10).Kept.ShouldBe(["c", "d"], ignoreOrder: true);
    }

    [Fact]
    public void An_earlier_time_with_less_to_keep_takes_only_what_is_older_than_that_time()
    {
        var there = Next(["a", "b<a", "c<b", "d<c"], HistoryHorizon.None, 100, keep: 4);
        Next(["a", "b<a", "c<b", "d<c"], there, 2, keep: 1).ShouldBe(new HistoryHorizon(Start.AddDays(100), new HashSet<string> { "b", "c" }));
    }

    [Fact]
    public void Whatever_is_asked_for_what_expired_stays_expired_and_what_is_asked_for_stays_if_it_did()
    {
        var asked = Gen.Choose(0, 30).Zip(Gen.Choose(1, 8)).ArrayOf(6).ToArbitrary();
        Prop.ForAll(Gen.Choose(0, 1000).ArrayOf(14).ToArbitrary(), asked, (choices, passes) => StaysExpired(Commits(Shape(choices)), passes)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Where_branches_parted_stays_since_a_merge_needs_it()
    {
        var plan = Plan(["a", "b<a", "c<b", "d<b", "e<d"], horizon: 100, ("main", "e"), ("dev", "c"));
        plan.Past.Select(Id).ShouldBe(["b"]);
        plan.Expired.Select(Id).ShouldBe(["d", "a"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_name_that_is_gone_named_until_lately_stays_and_where_it_parted() =>
        HistoryPlan.Make(Commits(["a", "b<a", "c<a"]), [Head("main", "b"), new NamedCommit(BranchName.Parse("gone"), "c", IsTag: false, Start.AddDays(101))], HistoryHorizon.At(Start.AddDays(100)))
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
        var plan = HistoryPlan.Make(commits, [.. heads.Select((id, i) => Head($"b{i}", id))], HistoryHorizon.At(Start.AddDays(1000)));
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

    /// <summary>Passes of upkeep over one history: each with a time and a number of commits to keep.</summary>
    private static void StaysExpired(IReadOnlyList<CatalogCommit> commits, (int Day, int Keep)[] passes)
    {
        var named = new[] { Head("main", commits[0].Id) };
        var (there, expired) = (HistoryHorizon.None, new HashSet<string>(StringComparer.Ordinal));
        foreach (var (day, keep) in passes)
        {
            var before = there;
            there = HistoryPlan.Next(commits, named, there, Start.AddDays(day), keep);
            there.Before.ShouldBeGreaterThanOrEqualTo(before.Before);
            var gone = HistoryPlan.Make(commits, named, there).Expired.Select(Id).ToHashSet(StringComparer.Ordinal);
            gone.IsSupersetOf(expired).ShouldBeTrue();
            var line = commits[0];
            for (var kept = 1; kept < keep && line.Parents.Count > 0; kept++)
            {
                line = commits.Single(commit => commit.Id == line.Parents[0]);
                (gone.Contains(line.Id) && !expired.Contains(line.Id)).ShouldBeFalse();
            }
            expired = gone;
        }
    }

    private static HistoryPlan Plan(string[] commits, int horizon, params (string Name, string Commit)[] heads) =>
        HistoryPlan.Make(Commits(commits), [.. heads.Select(head => Head(head.Name, head.Commit))], HistoryHorizon.At(Start.AddDays(horizon)));

    private static HistoryHorizon Next(string[] commits, HistoryHorizon there, int day, int keep) =>
        HistoryPlan.Next(Commits(commits), [Head("main", Commits(commits)[0].Id)], there, Start.AddDays(day), keep);

    private static NamedCommit Head(string name, string commit) => new(BranchName.Parse(name), commit, IsTag: false, Until: null);

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
