using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Maintenance;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>History that expires, and files that nothing names, in a lake whose clock is the test's.</summary>
public sealed class ExpiryTests : IAsyncLifetime
{
    private const string Table = "gold.daily";
    private readonly FakeTime _time = new();
    private readonly MemoryObjectStore _store;
    private MaintenanceScene _lake = null!;

    public ExpiryTests() => _store = new MemoryObjectStore("expiry", _time);

    public async ValueTask InitializeAsync() => _lake = await MaintenanceScene.OpenAsync(_store, _time);

    public ValueTask DisposeAsync()
    {
        _lake.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_compaction_replaced_is_freed_when_no_commit_of_the_last_five_days_needs_it()
    {
        for (var i = 0; i < 5; i++)
            await _lake.AppendAsync(Table, $"select {i} as id");
        var old = (await _lake.FilesAsync(Table)).Select(f => _lake.Tables.Files.KeyOf(f.File.Path)).ToList();
        (await MaintainAsync()).BytesFreed.ShouldBe(0);
        await DaysAsync(4.9);
        (await MaintainAsync()).BytesFreed.ShouldBe(0);
        (await _lake.RowsAsync(Table, "select count(*) from t", at: "main~1")).ShouldBe(["5"]);
        await DaysAsync(0.2);
        var report = await MaintainAsync();
        old.ShouldBeSubsetOf(report.Expired!.Files.Select(f => f.Key));
        report.BytesFreed.ShouldBe(report.Expired.Files.Sum(f => f.Bytes));
        foreach (var key in old)
            (await _store.SizeAsync(key)).ShouldBeNull();
        (await _lake.RowsAsync(Table, "select count(*) from t")).ShouldBe(["5"]);
    }

    [Fact]
    public async Task A_commit_that_was_the_newest_for_a_year_is_read_for_five_days_more()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        await DaysAsync(365);
        var old = (await _lake.Catalog.ResolveAsync("main")).Id;
        await _lake.AppendAsync(Table, "select 2 as id", mode: new WriteMode.Replace());
        await DaysAsync(4);
        await MaintainAsync();
        (await _lake.RowsAsync(Table, at: old)).ShouldBe(["1"]);
        await DaysAsync(2);
        await MaintainAsync();
        var failure = await Should.ThrowAsync<TarnException>(() => _lake.RowsAsync(Table, at: old));
        failure.Problems.Single().Code.ShouldBe("catalog.expired");
        (await _lake.Catalog.LogAsync("main").CountAsync()).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task What_main_was_at_until_it_was_put_forward_is_read_for_five_days_more()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        var old = (await _lake.Catalog.ResolveAsync("main")).Id;
        await _lake.Catalog.CreateBranchAsync(BranchName.Parse("dev"), "main");
        await _lake.AppendAsync(Table, "select 2 as id", branch: "dev", mode: new WriteMode.Replace());
        await DaysAsync(10);
        var forward = await _lake.Catalog.MergeAsync(BranchName.Parse("dev"), BranchName.Main, new MergeOptions { Author = "test", Message = "merge" });
        forward.ShouldBeOfType<MergeResult.FastForwarded>();
        await _lake.Catalog.DeleteBranchAsync(BranchName.Parse("dev"));
        await DaysAsync(4);
        await MaintainAsync();
        (await _lake.RowsAsync(Table, at: old)).ShouldBe(["1"]);
        (await _lake.RowsAsync(Table, at: $"main@{_time.GetUtcNow() - TimeSpan.FromDays(5):yyyy-MM-dd'T'HH:mm:ss'Z'}")).ShouldBe(["1"]);
        await DaysAsync(2);
        (await MaintainAsync()).Expired!.Files.ShouldNotBeEmpty();
        (await Should.ThrowAsync<TarnException>(() => _lake.RowsAsync(Table, at: old))).Problems.Single().Code.ShouldBe("catalog.expired");
        (await _lake.RowsAsync(Table)).ShouldBe(["2"]);
    }

    [Fact]
    public async Task Commits_that_were_kept_as_the_last_stay_until_they_are_old_enough_for_a_pass_that_keeps_fewer()
    {
        for (var i = 0; i < 6; i++)
            await _lake.AppendAsync(Table, $"select {i} as id", mode: new WriteMode.Replace());
        await DaysAsync(2);
        await _lake.MaintainAsync(new MaintenanceRequest { OlderThan = TimeSpan.FromHours(24), Keep = 3 });
        var line = await _lake.Catalog.LogAsync("main").Select(commit => commit.Id).ToListAsync();
        await MaintainAsync();
        (await _lake.RowsAsync(Table, at: line[1])).ShouldBe(["5"]);
        (await _lake.RowsAsync(Table, at: line[2])).ShouldBe(["4"]);
        (await CodeAsync(() => _lake.RowsAsync(Table, at: line[3]))).ShouldBe("catalog.expired");
        await DaysAsync(6);
        await MaintainAsync();
        (await CodeAsync(() => _lake.RowsAsync(Table, at: line[2]))).ShouldBe("catalog.expired");
        (await _lake.RowsAsync(Table)).ShouldBe(["5"]);
    }

    [Fact]
    public async Task Commits_that_expired_are_not_told_to_be_kept_when_a_later_pass_keeps_more()
    {
        for (var i = 0; i < 6; i++)
            await _lake.AppendAsync(Table, $"select {i} as id", mode: new WriteMode.Replace());
        await DaysAsync(10);
        await MaintainAsync();
        await _lake.AppendAsync(Table, "select 6 as id", mode: new WriteMode.Replace());
        await DaysAsync(10);
        await _lake.MaintainAsync(new MaintenanceRequest { Keep = 10 });
        (await _lake.RowsAsync(Table, at: "main~1")).ShouldBe(["5"]);
        (await CodeAsync(() => _lake.RowsAsync(Table, at: "main~3"))).ShouldBe("catalog.expired");
        (await CodeAsync(() => _lake.Catalog.CreateBranchAsync(BranchName.Parse("late"), "main~3"))).ShouldBe("catalog.expired");
        await DaysAsync(1);
        await MaintainAsync();
    }

    private static async Task<string> CodeAsync(Func<Task> action) => (await Should.ThrowAsync<TarnException>(action)).Problems.Single().Code;

    [Fact]
    public async Task What_a_tag_a_branch_or_a_failed_run_names_stays_whole()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        await _lake.Catalog.CreateTagAsync(BranchName.Parse("june"), "main");
        await _lake.AppendAsync(Table, "select 2 as id", mode: new WriteMode.Replace());
        await _lake.Catalog.CreateBranchAsync(BranchName.Parse("dev"), "main");
        await _lake.AppendAsync(Table, "select 5 as id");
        var run = BranchName.Parse("run/20260604-091400-3f9a1c");
        var parted = (await _lake.Catalog.CreateBranchAsync(run, "main")).Commit;
        await _lake.AppendAsync(Table, "select 3 as id", branch: run.Value);
        await _lake.Catalog.SealBranchAsync(run);
        await _lake.AppendAsync(Table, "select 4 as id", mode: new WriteMode.Replace());
        await DaysAsync(100);
        await MaintainAsync();
        await DaysAsync(100);
        await MaintainAsync();
        (await _lake.RowsAsync(Table, at: "june")).ShouldBe(["1"]);
        (await _lake.RowsAsync(Table, at: "dev")).ShouldBe(["2"]);
        (await _lake.RowsAsync(Table, at: run.Value)).ShouldBe(["2", "3", "5"]);
        (await _lake.RowsAsync(Table, at: parted)).ShouldBe(["2", "5"]);
        (await _lake.RowsAsync(Table)).ShouldBe(["4"]);
    }

    [Fact]
    public async Task A_branch_that_was_deleted_is_read_for_five_days_more_by_those_who_are_at_it()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        await _lake.Catalog.CreateBranchAsync(BranchName.Parse("dev"), "main");
        await _lake.AppendAsync(Table, "select 2 as id", branch: "dev");
        var head = (await _lake.Catalog.ResolveAsync("dev")).Id;
        await DaysAsync(30);
        await _lake.Catalog.DeleteBranchAsync(BranchName.Parse("dev"));
        await DaysAsync(4);
        await MaintainAsync();
        (await _lake.RowsAsync(Table, at: head)).ShouldBe(["1", "2"]);
        await DaysAsync(2);
        (await MaintainAsync()).Orphans!.Files.ShouldNotBeEmpty();
        (await Should.ThrowAsync<TarnException>(() => _lake.RowsAsync(Table, at: head))).Problems.Single().Code.ShouldBe("catalog.unknown-ref");
    }

    [Fact]
    public async Task Snapshots_expire_by_the_tables_properties_and_its_own_branches_and_tags_stay()
    {
        var layout = new TableLayout { Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [TableProperties.MinSnapshotsToKeep] = "2", [TableProperties.MaxSnapshotAgeMs] = "86400000" } };
        for (var i = 0; i < 5; i++)
        {
            await _lake.AppendAsync(Table, $"select {i} as id", layout);
            await DaysAsync(0.01);
        }
        var first = (await _lake.MetadataAsync(Table)).Snapshots[0].SnapshotId;
        await ChangeAsync(new TableUpdate.SetSnapshotRef("audit", new SnapshotRef.Tag(first)));
        await DaysAsync(2);
        var report = (await _lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Expire] })).Expiries!.Single();
        report.Snapshots.Count.ShouldBe(2);
        (await _lake.MetadataAsync(Table)).Snapshots.Count.ShouldBe(3);
        (await _lake.MetadataAsync(Table)).Refs.Keys.ShouldContain("audit");
    }

    [Fact]
    public async Task A_table_that_forbids_it_loses_nothing()
    {
        var layout = new TableLayout { Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [TableProperties.GarbageCollection] = "false" } };
        await _lake.AppendAsync(Table, "select 1 as id", layout);
        await _lake.AppendAsync(Table, "select 2 as id", mode: new WriteMode.Replace());
        var before = await KeysAsync("tables/");
        await DaysAsync(100);
        (await MaintainAsync()).Expiries!.Single().Note.ShouldNotBeNull();
        (await KeysAsync("tables/")).ShouldBe(before);
    }

    [Fact]
    public async Task Files_that_nothing_names_are_left_for_three_days_and_then_go()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        await _lake.WrittenAsync(Table, await _lake.FindAsync(Table), "select 2 as id");
        (await MaintainAsync()).Orphans!.YoungFiles.ShouldBe(4);
        await DaysAsync(2.9);
        (await MaintainAsync()).Orphans!.Files.ShouldBeEmpty();
        await DaysAsync(0.2);
        (await MaintainAsync(dryRun: true)).Orphans!.Files.Count.ShouldBe(4);
        (await MaintainAsync()).Orphans!.Files.Count.ShouldBe(4);
        (await MaintainAsync()).Orphans!.ShouldBe(new SweepReport { Files = [] }, new SameCounts());
        (await _lake.RowsAsync(Table)).ShouldBe(["1"]);
    }

    [Fact]
    public async Task What_a_run_at_work_may_have_written_is_left_however_long_it_takes()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        var run = BranchName.Parse("run/20260604-091400-3f9a1c");
        await _lake.Catalog.CreateBranchAsync(run, "main");
        await _lake.Catalog.TryAcquireLeaseAsync(run, "host/1/2", TimeSpan.FromDays(30));
        var written = await _lake.WrittenAsync(Table, await _lake.FindAsync(Table), "select 2 as id");
        await DaysAsync(20);
        (await MaintainAsync()).Orphans!.Files.ShouldBeEmpty();
        await _lake.CommitAsync(Table, await _lake.FindAsync(Table, run.Value), written, run.Value);
        (await _lake.RowsAsync(Table, at: run.Value)).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_runner_that_slept_through_its_lease_and_three_days_more_is_fenced_off_before_its_files_go()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        var run = BranchName.Parse("run/20260604-091400-3f9a1c");
        await _lake.Catalog.CreateBranchAsync(run, "main");
        var lease = ((LeaseResult.Acquired)await _lake.Catalog.TryAcquireLeaseAsync(run, "host/1/2", TimeSpan.FromMinutes(1))).Lease;
        var before = await _lake.FindAsync(Table);
        var written = await _lake.WrittenAsync(Table, before, "select 2 as id");
        await DaysAsync(4);
        (await MaintainAsync()).Orphans!.Files.Count.ShouldBe(4);
        var late = new CommitRequest { Branch = run, Author = "run", Message = "late", Changes = [new TableWrite(TableName.Parse(Table), before, written)], LeaseToken = lease.Token };
        (await Should.ThrowAsync<TarnException>(() => _lake.Catalog.CommitAsync(late))).Problems.Single().Code.ShouldBe("run.lease-lost");
    }

    [Fact]
    public async Task A_commit_that_expired_is_given_no_name()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        var old = (await _lake.Catalog.ResolveAsync("main")).Id;
        await _lake.AppendAsync(Table, "select 2 as id", mode: new WriteMode.Replace());
        await DaysAsync(10);
        await _lake.Catalog.AdvanceHorizonAsync(_time.GetUtcNow() - TimeSpan.FromDays(5));
        (await Should.ThrowAsync<TarnException>(() => _lake.Catalog.CreateTagAsync(BranchName.Parse("late"), old))).Problems.Single().Code.ShouldBe("catalog.expired");
        (await Should.ThrowAsync<TarnException>(() => _lake.Catalog.CreateBranchAsync(BranchName.Parse("late"), "main~1"))).Problems.Single().Code.ShouldBe("catalog.expired");
        (await _lake.Catalog.CreateTagAsync(BranchName.Parse("newest"), "main")).Commit.ShouldNotBe(old);
        (await _lake.Catalog.AdvanceHorizonAsync(_time.GetUtcNow() - TimeSpan.FromDays(50))).Before.ShouldBe(_time.GetUtcNow() - TimeSpan.FromDays(5));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_is_given_to_a_commit_just_when_it_expires_is_taken_away_again_and_counts_for_nothing(bool isTag)
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        var old = (await _lake.Catalog.ResolveAsync("main")).Id;
        await _lake.AppendAsync(Table, "select 2 as id", mode: new WriteMode.Replace());
        await DaysAsync(10);
        var looks = 0;
        var store = new FaultyObjectStore(_store, (_, key) =>
        {
            // The second look at the name is after that at the commit, and before the name is given.
            if (key.StartsWith($"refs/{(isTag ? "tag" : "branch")}/late/", StringComparison.Ordinal) && ++looks == 2)
                Task.Run(() => MaintainAsync()).GetAwaiter().GetResult();
            return Fault.None;
        });
        using var namer = await _lake.BesideAsync(store, 3);
        Func<Task> name = isTag ? () => namer.Catalog.CreateTagAsync(BranchName.Parse("late"), old) : () => namer.Catalog.CreateBranchAsync(BranchName.Parse("late"), old);
        (await Should.ThrowAsync<TarnException>(name)).Problems.Single().Code.ShouldBe("catalog.expired");
        (await _lake.Catalog.FindTagAsync(BranchName.Parse("late"))).ShouldBeNull();
        (await _lake.Catalog.FindBranchAsync(BranchName.Parse("late"))).ShouldBeNull();
        await DaysAsync(1);
        await MaintainAsync();
        (await _lake.RowsAsync(Table)).ShouldBe(["2"]);
    }

    [Fact]
    public async Task Landed_pages_references_namespaces_and_foreign_files_are_never_touched()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        await _lake.Catalog.SaveNamespaceAsync("gold", new Dictionary<string, string>(StringComparer.Ordinal) { ["owner"] = "me" });
        foreach (var key in new[] { "landing/shop/orders/page-1.json", "warehouse/other/data/1.parquet", "staging/x/1.parquet", "notes.txt" })
            await _store.CreateAsync(key, new byte[] { 1 });
        await _store.CreateAsync("tables/gold/stray.parquet", new byte[] { 1 });
        await DaysAsync(1000);
        (await MaintainAsync()).Orphans!.Files.Select(f => f.Key).ShouldBe(["tables/gold/stray.parquet"]);
        (await KeysAsync("")).ShouldContain("landing/shop/orders/page-1.json");
        (await KeysAsync("namespaces/")).Count.ShouldBe(1);
        (await KeysAsync("refs/")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Files_of_a_table_that_lies_elsewhere_in_the_lake_go_too_and_those_of_nobody_beside_it_stay()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        await ChangeAsync(new TableUpdate.SetLocation("memory://expiry/wh/x"));
        await _lake.AppendAsync(Table, "select 2 as id", mode: new WriteMode.Replace());
        var old = await KeysAsync("wh/x/data/");
        await _lake.AppendAsync(Table, "select 3 as id", mode: new WriteMode.Replace());
        await _lake.WrittenAsync(Table, await _lake.FindAsync(Table), "select 4 as id");
        foreach (var key in new[] { "wh/x/notes.txt", "wh/other/data/1.parquet", "wh/xy/data/1.parquet" })
            await _store.CreateAsync(key, new byte[] { 1 });
        await DaysAsync(2);
        await MaintainAsync();
        (await KeysAsync("wh/x/data/")).Count.ShouldBe(3);
        await DaysAsync(10);
        var report = await MaintainAsync();
        old.ShouldBeSubsetOf(report.Expired!.Files.Select(file => file.Key));
        report.Orphans!.Files.Count(file => file.Key.StartsWith("wh/x/", StringComparison.Ordinal)).ShouldBe(4);
        (await KeysAsync("wh/x/data/")).Count.ShouldBe(1);
        (await KeysAsync("wh/")).ShouldContain("wh/x/notes.txt");
        (await KeysAsync("wh/")).Where(key => !key.StartsWith("wh/x/", StringComparison.Ordinal)).ShouldBe(["wh/other/data/1.parquet", "wh/xy/data/1.parquet"]);
        (await _lake.RowsAsync(Table)).ShouldBe(["3"]);
        await _lake.CommitAsync(Table, await _lake.FindAsync(Table), null);
        for (var i = 0; i < 2; i++)
        {
            await DaysAsync(10);
            await MaintainAsync();
        }
        (await KeysAsync("wh/x/")).ShouldBe(["wh/x/notes.txt"]);
    }

    [Fact]
    public async Task A_file_that_is_named_by_another_spelling_of_its_place_stays()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        var before = (await _lake.FindAsync(Table))!;
        var metadata = await _lake.Tables.MetadataAsync(before, default);
        var file = (await _lake.FilesAsync(Table)).Single().File;
        var intent = new SnapshotIntent { SnapshotId = 77, TimestampMs = metadata.LastUpdatedMs, CommitUuid = _lake.Ids.NextUuid() };
        var spelled = file with { Path = file.Path.Replace("memory://expiry/", "elsewhere://bucket/", StringComparison.Ordinal) };
        var commit = await OverwriteFiles.PrepareAsync(_lake.Tables.Files, metadata, intent, new FileScope.WholeTable(), [spelled]);
        var after = await _lake.Writer.SaveAsync(before, MetadataChange.Apply(metadata, commit.Updates, intent.TimestampMs, before.MetadataLocation), default);
        await _lake.CommitAsync(Table, before, after);
        for (var i = 0; i < 2; i++)
        {
            await DaysAsync(100);
            await _lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Orphans, MaintenanceStep.Expire] });
        }
        (await _store.SizeAsync(_lake.Tables.Files.KeyOf(file.Path))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_lake_that_names_a_file_which_is_not_there_loses_no_other()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        await _lake.AppendAsync("gold.other", "select 1 as id");
        await _lake.AppendAsync("gold.other", "select 2 as id", mode: new WriteMode.Replace());
        await _store.DeleteAsync(_lake.Tables.Files.KeyOf((await _lake.MetadataAsync(Table)).CurrentSnapshot!.ManifestList!));
        await DaysAsync(100);
        var before = await KeysAsync("tables/");
        var fresh = await _lake.BesideAsync(_store, 5);
        var failure = await Should.ThrowAsync<TarnException>(() => fresh.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Orphans] }));
        failure.Problems.Single().Code.ShouldBe("maintain.missing-file");
        failure.Problems.Single().What.ShouldContain("'main'");
        fresh.Dispose();
        (await KeysAsync("tables/")).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_that_one_branch_may_miss_and_another_needs_is_told()
    {
        await _lake.AppendAsync(Table, "select 1 as id");
        await _lake.Catalog.CreateBranchAsync(BranchName.Parse("dev"), "main");
        var needed = (await _lake.MetadataAsync(Table)).CurrentSnapshot!.ManifestList!;
        await _lake.AppendAsync(Table, "select 2 as id", mode: new WriteMode.Replace());
        await _store.DeleteAsync(_lake.Tables.Files.KeyOf(needed));
        var request = new MaintenanceRequest { Steps = [MaintenanceStep.Orphans], Branch = BranchName.Parse("dev") };
        var problem = (await Should.ThrowAsync<TarnException>(() => _lake.MaintainAsync(request))).Problems.Single();
        (problem.Code, problem.What.Contains("'dev'", StringComparison.Ordinal)).ShouldBe(("maintain.missing-file", true));
    }

    [Fact]
    public async Task A_table_that_cannot_be_kept_up_is_noted_with_the_gravest_kind_and_the_others_are_done()
    {
        foreach (var table in new[] { "gold.broken", "gold.fine" })
        {
            for (var i = 0; i < 5; i++)
                await _lake.AppendAsync(table, $"select {i} as id");
        }
        await _store.DeleteAsync(_lake.Tables.Files.KeyOf((await _lake.MetadataAsync("gold.broken")).CurrentSnapshot!.ManifestList!));
        using var fresh = await _lake.BesideAsync(_store, 5);
        var report = await fresh.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Compact] });
        report.Gravest.ShouldBe(FailureKind.Corrupt);
        report.Compactions!.Select(one => (one.Table.ToString(), one.Note is null, one.FilesAfter)).ShouldBe([("gold.broken", false, null), ("gold.fine", true, 1)]);
        (await fresh.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Compact], Tables = TableFilter.Parse(["gold.fine"]) })).Gravest.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(23, false)]
    [InlineData(24, true)]
    public async Task Less_than_a_day_is_refused_without_force(int hours, bool isTaken)
    {
        var request = new MaintenanceRequest { OlderThan = TimeSpan.FromHours(hours) };
        if (isTaken)
            await _lake.MaintainAsync(request);
        else
            Should.Throw<TarnException>(() => MaintenanceAges.Of(request)).Problems.Single().Code.ShouldBe("maintain.too-young");
        await _lake.MaintainAsync(request with { IsForced = true });
    }

    [Fact]
    public async Task A_dry_run_tells_exactly_the_files_that_go()
    {
        for (var i = 0; i < 3; i++)
        {
            await _lake.AppendAsync(Table, $"select {i} as id", mode: i == 0 ? null : new WriteMode.Replace());
            await DaysAsync(3);
        }
        await _lake.WrittenAsync(Table, await _lake.FindAsync(Table), "select 9 as id");
        await DaysAsync(6);
        var told = await MaintainAsync(dryRun: true);
        var (before, done) = (await KeysAsync(""), await MaintainAsync());
        told.Expired!.Files.ShouldBe(done.Expired!.Files);
        told.Orphans!.Files.ShouldBe(done.Orphans!.Files);
        told.Expired.Files.ShouldNotBeEmpty();
        before.Except(await KeysAsync("")).ShouldBe(done.Expired.Files.Concat(done.Orphans.Files).Select(f => f.Key), ignoreOrder: true);
    }

    private Task<MaintenanceReport> MaintainAsync(bool dryRun = false) => _lake.MaintainAsync(new MaintenanceRequest { IsDryRun = dryRun });

    private Task DaysAsync(double days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        return Task.CompletedTask;
    }

    private async Task ChangeAsync(TableUpdate update)
    {
        var before = (await _lake.FindAsync(Table))!;
        var metadata = await _lake.Tables.MetadataAsync(before, default);
        await _lake.CommitAsync(Table, before, await _lake.Writer.SaveAsync(before, MetadataChange.Apply(metadata, [update], metadata.LastUpdatedMs, before.MetadataLocation), default));
    }

    private async Task<IReadOnlyList<string>> KeysAsync(string prefix) => await _store.ListAsync(prefix).Select(entry => entry.Key).ToListAsync();

    private sealed class SameCounts : IEqualityComparer<SweepReport>
    {
        public bool Equals(SweepReport? x, SweepReport? y) => x!.Files.Count == y!.Files.Count && x.YoungFiles == y.YoungFiles;

        public int GetHashCode(SweepReport obj) => obj.Files.Count;
    }
}
