using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Core.Tests.Maintenance;
using Tarn.Engine;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Engine;

/// <summary>Merges and reverts of tables with true rows; everything else of them is held by MergeModelTests.</summary>
public sealed class LakeReplayTests : IAsyncLifetime
{
    private const string Table = "silver.orders";
    private static readonly BranchName _dev = BranchName.Parse("dev");
    private static readonly TableLayout _byDay = new() { Partitions = [LayoutText.PartitionOf("day")!] };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tarn-replay-");
    private MaintenanceScene _lake = null!;

    public async ValueTask InitializeAsync()
    {
        _lake = await MaintenanceScene.OpenAsync(new LocalObjectStore(_folder.FullName), TimeProvider.System);
        await WriteAsync("main", (1, 1), (2, 2));
        await _lake.Catalog.CreateBranchAsync(_dev, "main");
    }

    public ValueTask DisposeAsync()
    {
        _lake.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_teams_on_two_days_of_one_table_go_together()
    {
        await ReplaceAsync("dev", (10, 1), (11, 1));
        await ReplaceAsync("main", (20, 2));
        await WriteAsync("main", (30, 3));
        await MergeAsync();
        (await RowsAsync()).ShouldBe(["10|2026-01-01", "11|2026-01-01", "20|2026-01-02", "30|2026-01-03"]);
        await IcebirdAgreesAsync();
    }

    [Fact]
    public async Task The_second_of_two_branches_that_replaced_one_day_is_refused_with_the_day_and_both_commits()
    {
        var other = BranchName.Parse("other");
        await _lake.Catalog.CreateBranchAsync(other, "main");
        await ReplaceAsync("dev", (10, 1));
        await ReplaceAsync("other", (20, 1));
        await MergeAsync();
        var problem = await Entries.ProblemAsync(FailureKind.Conflict, () => _lake.Catalog.MergeAsync(other, BranchName.Main, Options));
        problem.Conflict!.Partitions.ShouldBe(["day=2026-01-01"]);
        problem.What.ShouldContain(", in day=2026-01-01. Source: commit ");
        (await RowsAsync()).ShouldBe(["10|2026-01-01", "2|2026-01-02"]);
    }

    [Fact]
    public async Task A_column_of_one_side_and_rows_of_the_other_are_there()
    {
        await _lake.AppendAsync(Table, "select 10 as id, date '2026-01-01' as day, 'new' as note", branch: "dev");
        await WriteAsync("main", (20, 1));
        await MergeAsync();
        (await _lake.RowsAsync(Table, "select id, note from t order by id")).ShouldBe(["1|", "2|", "10|new", "20|"]);
        await IcebirdAgreesAsync();
    }

    [Fact]
    public async Task A_commit_is_reverted_under_rows_that_were_appended_since()
    {
        await ReplaceAsync("main", (10, 1));
        var commit = await _lake.Catalog.ResolveAsync("main");
        await WriteAsync("main", (11, 1));
        await _lake.Catalog.RevertAsync(new RevertRequest { Branch = BranchName.Main, Commits = [commit.Id], Author = "anna", Message = "revert", Replay = new LakeReplay(_lake.Tables, _lake.Ids) });
        (await RowsAsync()).ShouldBe(["1|2026-01-01", "11|2026-01-01", "2|2026-01-02"]);
        await IcebirdAgreesAsync();
    }

    /// <summary>How rows are deleted, whether all of a file, and what appends of others may be missed by.</summary>
    [Theory]
    [InlineData("copy-on-write", "id = 1", "delete", true)]
    [InlineData("copy-on-write", "id < 5", "delete", true)]
    [InlineData("merge-on-read", "id = 1", "delete", true)]
    [InlineData("merge-on-read", "id < 5", "delete", true)]
    [InlineData("copy-on-write", "id = 1", "update,merge", false)]
    [InlineData("merge-on-read", "id = 1", "update,merge", false)]
    [InlineData("copy-on-write", "id = 1", "none", false)]
    public async Task Deletes_go_beside_appends_when_their_level_says_so(string mode, string where, string levels, bool goesTogether)
    {
        var properties = levels.Split(',').ToDictionary(level => $"write.{level}.isolation-level", _ => "snapshot");
        properties["write.delete.mode"] = mode;
        await _lake.AppendAsync(Table, Select([(3, 1)]), _byDay with { Properties = properties });
        var team = BranchName.Parse("team");
        await _lake.Catalog.CreateBranchAsync(team, "main");
        var before = (await _lake.FindAsync(Table, "team"))!;
        await _lake.CommitAsync(Table, before, await _lake.EditedAsync(Table, before, new RowEdit.Delete(where)), "team");
        await WriteAsync("main", (10, 1));
        if (goesTogether)
            await _lake.Catalog.MergeAsync(team, BranchName.Main, Options);
        else
            (await Entries.ProblemAsync(FailureKind.Conflict, () => _lake.Catalog.MergeAsync(team, BranchName.Main, Options))).What.ShouldContain("the target appended rows");
        (await RowsAsync()).Count.ShouldBe(!goesTogether ? 4 : where == "id < 5" ? 1 : 3);
    }

    private MergeOptions Options => new() { Author = "anna", Message = "merge", Replay = new LakeReplay(_lake.Tables, _lake.Ids) };

    private Task<MergeResult> MergeAsync() => _lake.Catalog.MergeAsync(_dev, BranchName.Main, Options);

    private Task WriteAsync(string branch, params (int Id, int Day)[] rows) => _lake.AppendAsync(Table, Select(rows), _byDay, branch);

    private Task ReplaceAsync(string branch, params (int Id, int Day)[] rows) => _lake.AppendAsync(Table, Select(rows), _byDay, branch, new WriteMode.ReplacePartitions());

    private static string Select((int Id, int Day)[] rows) => string.Join(" union all ", rows.Select(row => $"select {row.Id} as id, date '2026-01-{row.Day:00}' as day"));

    private async Task IcebirdAgreesAsync() => await Icebird.AgreesAsync(_lake.Engine, _lake.Tables, (await _lake.FindAsync(Table))!);

    private async Task<IReadOnlyList<string>> RowsAsync() => await _lake.RowsAsync(Table, "select id, day::varchar from t order by day, id");
}
