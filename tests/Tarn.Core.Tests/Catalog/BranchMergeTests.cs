using FsCheck;
using FsCheck.Fluent;
using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public sealed class BranchMergeTests
{
    private static readonly TableEntry?[] _entries =
        [null, Table("1"), Table("2"), Table("3"), Table("1", "other"), Table("2", "other"), View("1"), View("2")];

    [Fact]
    public void A_merge_does_for_every_table_what_the_three_states_of_it_say()
    {
        var state = Gen.Elements(_entries).ArrayOf(6);
        Prop.ForAll(state.ToArbitrary(), state.ToArbitrary(), state.ToArbitrary(), (from, source, target) =>
        {
            var plan = (MergePlan.Merge)BranchMerge.Plan(("b", "s", "t"), Changes(from, source), Changes(from, target));
            for (var at = 0; at < from.Length; at++)
                Outcome(plan, Name($"t.t{at}")).ShouldBe(Expected(from[at], source[at], target[at]));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void A_source_that_is_the_base_has_nothing_to_give() =>
        BranchMerge.Plan(("b", "b", "t"), [], [new(Name("t.a"), null, Table("1"))]).ShouldBeOfType<MergePlan.UpToDate>();

    [Fact]
    public void A_target_that_is_the_base_takes_all() =>
        BranchMerge.Plan(("b", "s", "b"), [new(Name("t.a"), null, Table("1"))], []).ShouldBeOfType<MergePlan.FastForward>().Takes.Count.ShouldBe(1);

    [Fact]
    public void A_conflict_says_what_both_sides_did()
    {
        var plan = (MergePlan.Merge)BranchMerge.Plan(
            ("b", "s", "t"), [new(Name("t.a"), Table("1"), null)], [new(Name("t.a"), Table("1"), Table("2"))]);
        plan.Clashes.ShouldHaveSingleItem().Reason.ShouldBe("The source dropped it and the target changed it");
    }

    private static string Expected(TableEntry? from, TableEntry? source, TableEntry? target)
    {
        if (source == from || source == target)
            return "nothing";
        if (target == from)
            return $"take {source}";
        var isOneTable = from is TableEntry.Table && source is TableEntry.Table && target is TableEntry.Table
            && from.Uuid == source.Uuid && from.Uuid == target.Uuid;
        return isOneTable ? $"replay {from} {source} {target}" : "conflict";
    }

    private static string Outcome(MergePlan.Merge plan, TableName table)
    {
        List<string> found =
        [
            .. plan.Takes.Where(take => take.Table == table).Select(take => $"take {take.After}"),
            .. plan.Replays.Where(replay => replay.Table == table).Select(replay => $"replay {replay.Base} {replay.Source} {replay.Target}"),
            .. plan.Clashes.Where(conflict => conflict.Table == table).Select(_ => "conflict"),
        ];
        return found.Count == 0 ? "nothing" : found.ShouldHaveSingleItem();
    }

    private static List<TableChange> Changes(TableEntry?[] from, TableEntry?[] to) =>
        [.. from.Zip(to).Select((pair, at) => new TableChange(Name($"t.t{at}"), pair.First, pair.Second)).Where(change => change.Before != change.After)];
}
