using Tarn.Catalog;
using Tarn.Server.IcebergRest;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>Which commits may go with one move of the branch.</summary>
public sealed class BranchQueueTests
{
    [Fact]
    public void Those_that_touch_other_tables_go_together() => GroupOf("a", "b", "c").ShouldBe([0, 1, 2]);

    [Fact]
    public void Of_two_on_one_table_the_later_waits_and_so_does_what_comes_behind_it() => GroupOf("a", "a b", "b", "c").ShouldBe([0, 3]);

    [Fact]
    public void Of_two_with_one_key_the_later_waits() => GroupOf("a =k", "b =k", "c =l").ShouldBe([0, 2]);

    [Fact]
    public void There_are_as_many_as_a_move_may_bring() =>
        GroupOf([.. Enumerable.Range(0, 30).Select(i => $"t{i}")]).Count.ShouldBe(LakeCatalog.CommitsPerMoveMax);

    /// <summary>A commit is written as the tables it touches and <c>=key</c>.</summary>
    private static List<int> GroupOf(params string[] commits) => BranchQueue.Group(Enumerable.Range(0, commits.Length), i => RequestOf(commits[i].Split(' ')));

    private static CommitRequest RequestOf(string[] words) => new()
    {
        Branch = BranchName.Main,
        Author = "anna",
        Message = "change",
        Changes = [.. words.Where(word => word[0] != '=').Select(word => new TableWrite(TableName.Parse($"gold.{word}"), null, null))],
        IdempotencyKey = words.FirstOrDefault(word => word[0] == '='),
    };
}
