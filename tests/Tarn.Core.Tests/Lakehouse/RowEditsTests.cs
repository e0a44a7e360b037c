using Tarn.Engine;
using Tarn.Lakehouse;

namespace Tarn.Core.Tests.Lakehouse;

public sealed class RowEditsTests : IDisposable
{
    private readonly TestProject _project = TestProject.WithOrders().WithModels().WithRevision(1, (1, "ann", 10), (2, "bob", 200), (3, "ann", 300));

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Edits_that_are_asked_for_at_once_are_all_done()
    {
        await _project.RunAsync();
        await using var lake = await _project.OpenAsync();
        var edits = new RowEdit[]
        {
            new RowEdit.Delete("order_id = 1"),
            new RowEdit.Delete("order_id in (select order_id from bronze.shop_orders where customer = 'bob')"),
            new RowEdit.Update(new Dictionary<string, string> { ["amount"] = "amount + 1" }, "order_id = 3"),
            new RowEdit.Update(new Dictionary<string, string> { ["amount"] = "amount * 2" }, "order_id = 3"),
        };
        var done = await Task.WhenAll(edits.Select(edit => Task.Run(() => lake.EditRowsAsync(RequestOf(edit)))));
        done.ShouldAllBe(edited => edited.Rows == 1 && edited.Commit != null);
        (await lake.RowsAsync("select order_id, amount in (601, 602) from silver.orders")).ShouldBe(["3|True"]);
    }

    [Fact]
    public async Task A_dry_edit_counts_and_changes_nothing()
    {
        await _project.RunAsync();
        await using var lake = await _project.OpenAsync();
        var before = await lake.Catalog.ResolveAsync("main");
        var counted = await lake.EditRowsAsync(RequestOf(new RowEdit.Delete("amount >= 0")) with { IsDry = true });
        (counted.Rows, counted.Files, counted.Commit).ShouldBe((3, 1, null));
        (await lake.EditRowsAsync(RequestOf(new RowEdit.Delete("order_id = 77")))).ShouldBe(new EditedTable(Orders, BranchName.Main, 0, 0, null, null));
        (await lake.Catalog.ResolveAsync("main")).Id.ShouldBe(before.Id);
    }

    [Fact]
    public async Task A_snapshot_tells_what_the_edit_says_and_no_key_that_is_told_already()
    {
        await _project.RunAsync();
        await using var lake = await _project.OpenAsync();
        await lake.EditRowsAsync(RequestOf(new RowEdit.Delete("order_id = 1")) with { SnapshotProperties = new Dictionary<string, string> { ["ticket"] = "OPS-17", ["engine-name"] = "me" } });
        (await lake.RowsAsync("select summary['ticket'], summary['engine-name'], summary['tarn.run-id'] from \"silver.orders$snapshots\" order by committed_at desc limit 1")).ShouldBe(["OPS-17|me|null"]);
        string[] reserved = ["added-records", "operation", "replace-partitions", "row-level-commands", "source-snapshot-id", "tarn.run-id", "total-records", "wap.id"];
        var failure = await Should.ThrowAsync<TarnException>(() => lake.EditRowsAsync(RequestOf(new RowEdit.Delete("order_id = 2")) with { SnapshotProperties = reserved.Append("mine").ToDictionary(key => key, _ => "1") }));
        failure.Problems.Select(p => (p.Code, p.What)).ShouldBe(reserved.Select(key => ("table.snapshot-property", $"'{key}' is not a snapshot property to be set: snapshots tell it themselves.")));
        (await lake.NumberAsync("select count(*) from silver.orders")).ShouldBe(2);
    }

    private static TableName Orders { get; } = TableName.Parse("silver.orders");

    private static RowEditRequest RequestOf(RowEdit edit) => new() { Table = Orders, Branch = BranchName.Main, Edit = edit, Author = "anna" };
}
