using System.Text.Json;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Tests;
using Tarn.Maintenance;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Maintenance;

public sealed class CompactionTests : IAsyncLifetime
{
    private const string Table = "silver.people";
    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-compaction-").FullName;
    private MaintenanceScene _lake = null!;

    public async ValueTask InitializeAsync() => _lake = await MaintenanceScene.OpenAsync(new LocalObjectStore(_folder), TimeProvider.System);

    public ValueTask DisposeAsync()
    {
        _lake.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Five_small_files_become_one_and_four_stay()
    {
        await AppendAsync(4);
        (await _lake.CompactAsync()).ShouldBeNull();
        await AppendAsync(1, from: 4);
        var before = await _lake.RowsAsync(Table);
        var report = (await _lake.CompactAsync())!;
        (report.FilesBefore, report.FilesAfter, report.Commits.Count, report.Note).ShouldBe((5, 1, 1, null));
        (await _lake.FilesAsync(Table)).Count.ShouldBe(1);
        (await _lake.RowsAsync(Table)).ShouldBe(before);
        (await _lake.RowsAsync(Table, at: "main~1")).ShouldBe(before);
        (await _lake.CompactAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_commit_says_what_it_did_and_the_snapshot_that_it_replaced_files()
    {
        await AppendAsync(5);
        await _lake.CompactAsync();
        (await _lake.Catalog.ResolveAsync("main")).Message.ShouldBe("Compact silver.people: 5 files to 1");
        var summary = (await _lake.MetadataAsync(Table)).CurrentSnapshot!.Summary;
        (summary["operation"], summary["added-data-files"], summary["deleted-data-files"], summary["total-data-files"], summary["total-records"]).ShouldBe(("replace", "1", "5", "1", "50"));
    }

    [Fact]
    public async Task A_dry_run_tells_the_files_and_writes_nothing()
    {
        await AppendAsync(5);
        var head = (await _lake.Catalog.ResolveAsync("main")).Id;
        var report = await _lake.MaintainAsync(new MaintenanceRequest { IsDryRun = true });
        report.Compactions!.Single().Groups.Single().Files.Select(f => f.File.Path).ShouldBe((await _lake.FilesAsync(Table)).Select(f => f.File.Path), ignoreOrder: true);
        (await _lake.Catalog.ResolveAsync("main")).Id.ShouldBe(head);
        (await _lake.FilesAsync(Table)).Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Deletes_by_position_are_applied_and_their_files_are_gone(int version)
    {
        await _lake.AppendAsync(Table, "select i as id, 'old' as name from range(100) as numbers(i)", LayoutOf(version));
        await _lake.MergeAsync(Table, "select i as id, 'new' as name from range(20) as numbers(i)");
        var before = await _lake.RowsAsync(Table);
        var lineage = await LineageAsync();
        var report = (await _lake.CompactAsync())!;
        report.Groups.Single().Reasons.ShouldContain("deletes");
        report.DeleteFiles.ShouldBe(1);
        (await _lake.FilesAsync(Table)).ShouldAllBe(file => file.Deletes.Count == 0);
        (await _lake.RowsAsync(Table)).ShouldBe(before);
        (await LineageAsync()).ShouldBe(lineage);
        var summary = (await _lake.MetadataAsync(Table)).CurrentSnapshot!.Summary;
        (summary["total-records"], summary["total-position-deletes"], summary["total-delete-files"]).ShouldBe(("100", "0", "0"));
    }

    [Fact]
    public async Task Few_deletes_are_left_where_they_are_unless_all_is_written_anew()
    {
        await _lake.AppendAsync(Table, "select i as id, 'old' as name from range(100) as numbers(i)", LayoutOf(2));
        await _lake.MergeAsync(Table, "select 5 as id, 'new' as name");
        (await _lake.CompactAsync()).ShouldBeNull();
        (await _lake.CompactAsync(new CompactionRule { DeleteRatio = 0.01 }))!.FilesBefore.ShouldBe(2);
        (await _lake.RowsAsync(Table, "select count(*), count(*) filter (name = 'new') from t")).ShouldBe(["100|1"]);
        (await _lake.CompactAsync(new CompactionRule { IsWhole = true }))!.FilesBefore.ShouldBe(1);
    }

    [Fact]
    public async Task Deletes_by_equality_are_applied_and_later_ones_still_concern_the_new_file()
    {
        await AppendAsync(2);
        await WithoutAsync(3, 13);
        (await _lake.CompactAsync())!.DeleteFiles.ShouldBe(1);
        (await _lake.FilesAsync(Table)).Single().Deletes.ShouldBeEmpty();
        await WithoutAsync(4);
        (await _lake.RowsAsync(Table, "select count(*) from t where id in (3, 4, 13)")).ShouldBe(["0"]);
        (await _lake.RowsAsync(Table, "select count(*) from t")).ShouldBe(["17"]);
    }

    [Fact]
    public async Task A_file_none_of_whose_rows_is_left_is_gone()
    {
        await AppendAsync(1);
        await WithoutAsync([.. Enumerable.Range(0, 10)]);
        var report = (await _lake.CompactAsync())!;
        (report.FilesBefore, report.FilesAfter, report.DeleteFiles).ShouldBe((1, 0, 1));
        (await _lake.RowsAsync(Table)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_of_deletes_that_concern_nothing_go_by_themselves()
    {
        await AppendAsync(1);
        await WithoutAsync(50);
        await _lake.AppendAsync(Table, "select 1::integer as id, 'x' as name", mode: new WriteMode.ReplaceFiles([.. (await _lake.FilesAsync(Table)).Select(f => f.File.Path)]));
        var report = (await _lake.CompactAsync())!;
        (report.FilesBefore, report.DeleteFiles).ShouldBe((0, 1));
        (await _lake.MetadataAsync(Table)).CurrentSnapshot!.Summary["total-delete-files"].ShouldBe("0");
        (await _lake.RowsAsync(Table)).ShouldBe(["1|x"]);
    }

    [Fact]
    public async Task Partitions_are_compacted_by_themselves_and_files_come_into_the_tables_order_and_spec()
    {
        var layout = new TableLayout { Partitions = [LayoutText.PartitionOf("bucket(2, id)")!], Sort = [LayoutText.SortOf("name desc")!] };
        for (var i = 0; i < 5; i++)
            await _lake.AppendAsync(Table, RowsSql(i), layout);
        (await _lake.FilesAsync(Table)).Count.ShouldBe(10);
        await _lake.CompactAsync();
        var files = await _lake.FilesAsync(Table);
        files.Select(f => f.File.Partition[0]).Order().ShouldBe([0, 1]);
        files.ShouldAllBe(f => f.File.SortOrderId == 1);
        foreach (var file in files)
            IsSorted(new Uri(file.File.Path).LocalPath).ShouldBeTrue();
        await _lake.AppendAsync(Table, RowsSql(9), layout with { Partitions = [] });
        (await _lake.CompactAsync(new CompactionRule { IsWhole = true }))!.FilesBefore.ShouldBe(3);
        var spec = (await _lake.MetadataAsync(Table)).DefaultSpecId;
        (await _lake.FilesAsync(Table)).ShouldAllBe(f => f.File.SpecId == spec && f.File.Partition.All(part => part == null));
        (await _lake.RowsAsync(Table, "select count(*), count(distinct id) from t")).ShouldBe(["60|60"]);
    }

    [Fact]
    public async Task Sorting_takes_the_files_that_are_not_in_order_and_an_order_of_the_moment_is_not_the_tables()
    {
        await AppendAsync(1);
        (await _lake.CompactAsync(new CompactionRule { Sorts = true })).ShouldBeNull();
        await _lake.CompactAsync(new CompactionRule { Sorts = true, Order = [LayoutText.SortOf("name desc")!] });
        var file = (await _lake.FilesAsync(Table)).Single().File;
        file.SortOrderId.ShouldBeNull();
        IsSorted(new Uri(file.Path).LocalPath).ShouldBeTrue();
        (await _lake.MetadataAsync(Table)).SortOrders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Files_far_above_the_target_are_cut()
    {
        await _lake.AppendAsync(Table, "select i as id, md5(i::varchar) as name from range(400000) as numbers(i)");
        await _lake.CompactAsync(new CompactionRule { TargetFileBytes = 4 << 20 });
        var files = await _lake.FilesAsync(Table);
        files.Count.ShouldBeGreaterThan(1);
        files.Sum(f => f.File.RecordCount).ShouldBe(400_000);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Another_reader_reads_the_same_after_compaction_and_new_manifests(int version)
    {
        for (var i = 0; i < 6; i++)
            await _lake.AppendAsync(Table, RowsSql(i), LayoutOf(version) with { Partitions = [LayoutText.PartitionOf("bucket(2, id)")!] });
        if (version == 2)
            await _lake.MergeAsync(Table, "select i::integer as id, 'new' as name from range(0, 60, 2) as numbers(i)");
        await _lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Manifests] });
        await AgreesAsync();
        await _lake.CompactAsync();
        await AgreesAsync();
        (await _lake.FilesAsync(Table)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Manifests_are_written_anew_in_order_of_partitions_and_rows_and_their_ids_stay()
    {
        var layout = LayoutOf(3) with { Partitions = [LayoutText.PartitionOf("bucket(4, id)")!] };
        for (var i = 0; i < 6; i++)
            await _lake.AppendAsync(Table, RowsSql(i), layout);
        var (rows, lineage, files) = (await _lake.RowsAsync(Table), await LineageAsync(), (await _lake.FilesAsync(Table)).Count);
        var report = (await _lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Manifests] })).Manifests!.Single();
        (report.Before, report.After).ShouldBe((6, 1));
        (await _lake.RowsAsync(Table)).ShouldBe(rows);
        (await LineageAsync()).ShouldBe(lineage);
        (await _lake.FilesAsync(Table)).Select(f => (int)f.File.Partition[0]!).ShouldBeInOrder();
        var summary = (await _lake.MetadataAsync(Table)).CurrentSnapshot!.Summary;
        (summary["operation"], summary["manifests-replaced"], summary["manifests-created"], summary["entries-processed"], summary["total-records"]).ShouldBe(("replace", "6", "1", $"{files}", "60"));
        (await _lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Manifests] })).Manifests!.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_replaced_rows_publishes_onto_a_table_that_was_compacted_meanwhile()
    {
        await AppendAsync(6);
        await _lake.Catalog.CreateBranchAsync(BranchName.Parse("dev"), "main");
        await _lake.MergeAsync(Table, "select 3 as id, 'new' as name", "dev");
        await _lake.CompactAsync();
        var merged = await _lake.Catalog.MergeAsync(BranchName.Parse("dev"), BranchName.Main, new() { Author = "test", Message = "publish", Replay = new LakeReplay(_lake.Tables, _lake.Ids) });
        merged.ShouldBeOfType<Tarn.Catalog.MergeResult.Merged>();
        (await _lake.RowsAsync(Table, "select count(*), count(*) filter (name = 'new') from t")).ShouldBe(["60|1"]);
        (await _lake.CompactAsync())!.FilesAfter.ShouldBe(1);
        (await _lake.RowsAsync(Table, "select count(*), count(*) filter (name = 'new') from t")).ShouldBe(["60|1"]);
    }

    [Fact]
    public async Task A_compacted_branch_merges_into_a_main_that_went_on()
    {
        await AppendAsync(6);
        await _lake.Catalog.CreateBranchAsync(BranchName.Parse("dev"), "main");
        await _lake.MaintainAsync(new MaintenanceRequest { Branch = BranchName.Parse("dev"), Steps = [MaintenanceStep.Compact] });
        await _lake.MergeAsync(Table, "select 3 as id, 'new' as name");
        await _lake.Catalog.MergeAsync(BranchName.Parse("dev"), BranchName.Main, new() { Author = "test", Message = "merge", Replay = new LakeReplay(_lake.Tables, _lake.Ids) });
        (await _lake.RowsAsync(Table, "select count(*), count(*) filter (name = 'new') from t")).ShouldBe(["60|1"]);
    }

    [Theory]
    [InlineData("run/20260604-091400-3f9a1c", "maintain.branch")]
    [InlineData("nowhere", "maintain.branch")]
    public async Task A_branch_that_cannot_be_kept_up_is_refused(string branch, string code)
    {
        var failure = await Should.ThrowAsync<TarnException>(() => _lake.MaintainAsync(new MaintenanceRequest { Branch = BranchName.Parse(branch) }));
        failure.Problems.Single().Code.ShouldBe(code);
    }

    [Fact]
    public async Task Tables_that_are_not_there_are_told_all_at_once()
    {
        await AppendAsync(1);
        var failure = await Should.ThrowAsync<TarnException>(() => _lake.MaintainAsync(new MaintenanceRequest { Tables = TableFilter.Parse(["silver.persons", "gold", "silver"]) }));
        failure.Problems.Select(p => p.Code).ShouldBe(["maintain.no-table", "maintain.no-table"]);
    }

    private static string RowsSql(int batch) => $"select i::integer as id, 'name ' || (97 * i) % 101 as name from range({batch * 10}, {(batch * 10) + 10}) as numbers(i)";

    private static TableLayout LayoutOf(int version) => new()
    {
        Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["format-version"] = $"{version}", [TableProperties.MergeMode] = TableProperties.MergeOnRead },
    };

    private async Task AppendAsync(int files, int from = 0)
    {
        for (var i = from; i < from + files; i++)
            await _lake.AppendAsync(Table, RowsSql(i));
    }

    private async Task WithoutAsync(params int[] ids)
    {
        var before = (await _lake.FindAsync(Table))!;
        await _lake.CommitAsync(Table, before, await _lake.WithoutAsync(before, ids));
    }

    private Task<IReadOnlyList<string>> LineageAsync() => _lake.RowsAsync(Table, "select _row_id, _last_updated_sequence_number, id, name from t order by id", lineage: true);

    private bool IsSorted(string path)
    {
        using var result = _lake.Connection.Query($"select name from read_parquet('{path}', file_row_number = true) order by file_row_number");
        var names = result.Rows().Select(row => (string)row[0]!).ToList();
        return names.Count > 0 && names.SequenceEqual(names.OrderDescending(StringComparer.Ordinal));
    }

    private async Task AgreesAsync()
    {
        var metadata = new Uri((await _lake.FindAsync(Table))!.MetadataLocation).LocalPath;
        var read = await NodePrograms.ReadTableAsync(Path.GetDirectoryName(Path.GetDirectoryName(metadata))!, Path.GetFileName(metadata));
        read.Select(line => JsonDocument.Parse(line).RootElement).Select(row => $"{row.GetProperty("id")}|{row.GetProperty("name")}").Order(StringComparer.Ordinal)
            .ShouldBe((await _lake.RowsAsync(Table)).Order(StringComparer.Ordinal));
    }
}
