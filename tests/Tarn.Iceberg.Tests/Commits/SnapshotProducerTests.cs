using System.Text;
using System.Text.Json;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Tests.Commits;

public sealed class SnapshotProducerTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task A_new_table_after_an_append_is_written_so()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 2));
        var json = Encoding.UTF8.GetString(MetadataFile.Write(_ledger.Table));
        JsonSerializer.Serialize(JsonElement.Parse(json), new JsonSerializerOptions { WriteIndented = true }).ShouldBeApproved();
    }

    [Fact]
    public async Task Appends_add_a_manifest_each_and_carry_the_others_on()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 2));
        var second = await _ledger.AppendAsync(Ledger.File("c", 2));
        var manifests = await _ledger.ManifestsAsync();
        manifests.Select(m => (Path.GetFileName(m.Path), m.SequenceNumber, m.MinSequenceNumber, m.AddedSnapshotId, m.AddedFiles)).ShouldBe(
        [
            ("00000002-0000-0000-0000-000000000000-m0.avro", 2, 2, 2, 1),
            ("00000001-0000-0000-0000-000000000000-m0.avro", 1, 1, 1, 2),
        ]);
        second.ManifestList.ShouldBe("memory://lake/tables/bronze/ledger-0a1b2c3d/metadata/snap-2-1-00000002-0000-0000-0000-000000000000.avro");
        (await _ledger.LiveAsync()).ShouldBe("a@1 b@1 c@2");
        Ledger.Text(second.Summary).ShouldBe("""
            operation=append
            added-data-files=1
            added-files-size=100
            added-records=10
            changed-partition-count=1
            total-records=30
            total-files-size=300
            total-data-files=3
            total-delete-files=0
            total-position-deletes=0
            total-equality-deletes=0
            """);
    }

    [Fact]
    public async Task An_overwrite_of_partitions_removes_what_is_in_the_partitions_of_the_new_files()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 2));
        await _ledger.AppendAsync(Ledger.File("c", 3));
        var kept = (await _ledger.ManifestsAsync())[0];
        var third = await _ledger.OverwriteAsync(new FileScope.PartitionsOfAdded(), Ledger.File("d", 2));
        (await _ledger.LiveAsync()).ShouldBe("a@1 c@2 d@3");
        (await _ledger.ManifestsAsync()).ShouldContain(line => line.Path == kept.Path);
        var removed = (await _ledger.EntriesAsync()).Single(entry => entry.Status is EntryStatus.Deleted);
        (removed.SnapshotId, removed.SequenceNumber, removed.FileSequenceNumber).ShouldBe((3, 1, 1));
        (await _ledger.EntriesAsync()).Single(entry => entry.File.Path.EndsWith("a.parquet", StringComparison.Ordinal)).SnapshotId.ShouldBe(1);
        Ledger.Text(third.Summary).ShouldBe("""
            operation=overwrite
            replace-partitions=true
            added-data-files=1
            added-files-size=100
            added-records=10
            deleted-data-files=1
            deleted-records=10
            removed-files-size=100
            changed-partition-count=1
            total-records=30
            total-files-size=300
            total-data-files=3
            total-delete-files=0
            total-position-deletes=0
            total-equality-deletes=0
            """);
    }

    [Fact]
    public async Task An_overwrite_of_files_removes_them_by_their_locations()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 1));
        await _ledger.OverwriteAsync(new FileScope.Locations([Ledger.File("a").Path]), Ledger.File("a2", 1));
        (await _ledger.LiveAsync()).ShouldBe("a2@2 b@1");
        var gone = await Should.ThrowAsync<IcebergException>(() => _ledger.DeleteAsync(new FileScope.Locations([Ledger.File("a").Path])));
        gone.Kind.ShouldBe(IcebergFault.Conflict);
        gone.Message.ShouldContain("a.parquet");
    }

    [Fact]
    public async Task The_whole_table_is_replaced_delete_files_too()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        await _ledger.OverwriteAsync(new FileScope.Locations([]), Ledger.File("a-deletes", 1) with { Content = FileContent.PositionDeletes, RecordCount = 3 });
        _ledger.Table.CurrentSnapshot!.Summary["total-position-deletes"].ShouldBe("3");
        var last = await _ledger.OverwriteAsync(new FileScope.WholeTable(), Ledger.File("z", 9));
        (await _ledger.LiveAsync()).ShouldBe("z@3");
        last.Summary["removed-position-deletes"].ShouldBe("3");
        last.Summary["total-delete-files"].ShouldBe("0");
        last.Summary["total-records"].ShouldBe("10");
    }

    [Fact]
    public async Task Manifests_without_live_files_are_dropped_by_the_next_snapshot()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        var deletion = await _ledger.DeleteAsync(new FileScope.WholeTable());
        deletion.Operation.ShouldBe("delete");
        (await _ledger.ManifestsAsync()).Single().DeletedFiles.ShouldBe(1);
        await _ledger.AppendAsync(Ledger.File("b", 1));
        (await _ledger.ManifestsAsync()).Single().AddedFiles.ShouldBe(1);
    }

    [Fact]
    public async Task An_unpartitioned_table_is_one_partition()
    {
        _ledger.Table = Ledger.New(partitioned: false);
        await _ledger.AppendAsync(Ledger.File("a"), Ledger.File("b"));
        await _ledger.OverwriteAsync(new FileScope.PartitionsOfAdded(), Ledger.File("c"));
        (await _ledger.LiveAsync()).ShouldBe("c@2");
    }

    [Fact]
    public async Task A_retry_on_a_newer_base_uses_the_manifest_again_and_writes_another_list()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        var stale = _ledger.Table;
        var intent = _ledger.Intent();
        var first = await AppendFiles.PrepareAsync(_ledger.Files, stale, intent, [Ledger.File("mine", 1)]);
        await _ledger.AppendAsync(Ledger.File("theirs", 1));
        Should.Throw<IcebergException>(() => _ledger.Commit(first)).Kind.ShouldBe(IcebergFault.Conflict);
        var again = await AppendFiles.PrepareAsync(_ledger.Files, _ledger.Table, intent, [Ledger.File("mine", 1)]);
        _ledger.Commit(again).ManifestList!.ShouldContain($"snap-{intent.SnapshotId}-2-");
        again.WrittenFiles[0].ShouldBe(first.WrittenFiles[0]);
        (await _ledger.LiveAsync()).ShouldBe("a@1 mine@3 theirs@2");
    }

    [Fact]
    public async Task Many_small_manifests_become_one()
    {
        _ledger.Table = Ledger.New(partitioned: true, new Dictionary<string, string> { [TableProperties.MinCountToMerge] = "4" });
        foreach (var name in new[] { "a", "b", "c" })
            await _ledger.AppendAsync(Ledger.File(name, 1));
        (await _ledger.ManifestsAsync()).Count.ShouldBe(3);
        await _ledger.AppendAsync(Ledger.File("d", 1));
        var one = (await _ledger.ManifestsAsync()).ShouldHaveSingleItem();
        (one.AddedFiles, one.ExistingFiles, one.SequenceNumber, one.MinSequenceNumber).ShouldBe((1, 3, 4, 1));
        (await _ledger.LiveAsync()).ShouldBe("a@1 b@2 c@3 d@4");
        (await _ledger.EntriesAsync()).Select(entry => entry.SnapshotId).Order().ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_branch_starts_at_the_current_snapshot_and_leaves_main_alone()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        _ledger.Commit(await AppendFiles.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent("audit"), [Ledger.File("b", 1)]));
        _ledger.Table.SnapshotOfRef("audit")!.ParentSnapshotId.ShouldBe(1);
        _ledger.Table.CurrentSnapshotId.ShouldBe(1);
        _ledger.Table.SnapshotLog.Count.ShouldBe(1);
        (await _ledger.LiveAsync()).ShouldBe("a@1");
    }

    [Fact]
    public async Task Every_file_that_does_not_fit_is_told()
    {
        var failure = await Should.ThrowAsync<IcebergException>(() => _ledger.AppendAsync(
            Ledger.File("a"), Ledger.File("b", 1) with { SpecId = 7 }, Ledger.File("c", 1), Ledger.File("c", 1)));
        failure.Problems.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Tables_of_version_3_are_not_written_to()
    {
        var table = MetadataChange.Apply(_ledger.Table, [new TableUpdate.UpgradeFormatVersion(3)], Ledger.T0);
        (await Should.ThrowAsync<IcebergException>(() => AppendFiles.PrepareAsync(_ledger.Files, table, _ledger.Intent(), []))).Kind.ShouldBe(IcebergFault.Unsupported);
    }
}
