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
    public async Task Rows_of_version_3_get_ids_that_they_keep()
    {
        _ledger.Table = Ledger.New(partitioned: true, version: 3);
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 2));
        var second = await _ledger.AppendAsync(Ledger.File("c", 2));
        (second.FirstRowId, second.AddedRows, _ledger.Table.NextRowId).ShouldBe((20, 10, 30));
        var third = await _ledger.OverwriteAsync(new FileScope.Locations([Ledger.File("a", 1).Path]), Ledger.File("d", 1));
        (third.FirstRowId, _ledger.Table.NextRowId).ShouldBe((30, 40 + 10));
        (await _ledger.EntriesAsync()).Where(e => e.Status is not EntryStatus.Deleted).Select(e => (Path.GetFileNameWithoutExtension(e.File.Path), e.File.FirstRowId)).Order()
            .ShouldBe([("b", 10), ("c", 20), ("d", 30)]);
        (await _ledger.ManifestsAsync()).Select(m => m.FirstRowId).ShouldAllBe(first => first != null);
        MetadataFile.Read(MetadataFile.Write(_ledger.Table), "v3.metadata.json").NextRowId.ShouldBe(_ledger.Table.NextRowId);
    }

    [Fact]
    public async Task Rows_that_were_there_before_version_3_get_ids_with_the_next_snapshot()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        _ledger.Table = MetadataChange.Apply(_ledger.Table, [new TableUpdate.UpgradeFormatVersion(3)], Ledger.T0);
        var second = await _ledger.AppendAsync(Ledger.File("b", 2));
        (second.FirstRowId, second.AddedRows, _ledger.Table.NextRowId).ShouldBe((0, 20, 20));
        (await _ledger.EntriesAsync()).Select(e => (Path.GetFileNameWithoutExtension(e.File.Path), e.File.FirstRowId)).Order().ShouldBe([("a", 10), ("b", 0)]);
    }

    [Fact]
    public async Task Deletion_vectors_go_with_their_data_file_and_with_those_that_follow_them()
    {
        _ledger.Table = Ledger.New(partitioned: true, version: 3);
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 1));
        await _ledger.OverwriteAsync(new FileScope.Locations([]), Vector("v1", "a", 4), Vector("v1", "b", 50));
        (await _ledger.LiveAsync()).ShouldBe("a@1 b@1 v1@2 v1@2");
        var replaced = await _ledger.OverwriteAsync(new FileScope.Locations([]) { DeletesOf = [Ledger.File("a", 1).Path] }, Vector("v2", "a", 4));
        (await _ledger.LiveAsync()).ShouldBe("a@1 b@1 v1@2 v2@3");
        (replaced.Summary["added-dvs"], replaced.Summary["removed-dvs"]).ShouldBe(("1", "1"));
        await _ledger.OverwriteAsync(new FileScope.Locations([Ledger.File("b", 1).Path]));
        (await _ledger.LiveAsync()).ShouldBe("a@1 v2@3");
        var vector = (await _ledger.EntriesAsync()).Single(e => e.File.ContentOffset is not null && e.Status is not EntryStatus.Deleted).File;
        (vector.Format, vector.ContentOffset, vector.ContentSizeBytes, vector.ReferencedDataFile).ShouldBe(("PUFFIN", 4, 40, Ledger.File("a", 1).Path));
    }

    private static DataFile Vector(string name, string dataFile, long offset) => Ledger.File(name, 1) with
    {
        Content = FileContent.PositionDeletes,
        Format = "PUFFIN",
        RecordCount = 2,
        ReferencedDataFile = Ledger.File(dataFile, 1).Path,
        ContentOffset = offset,
        ContentSizeBytes = 40,
    };

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
    public async Task Tables_of_version_1_are_not_written_to()
    {
        var table = _ledger.Table with { FormatVersion = 1 };
        (await Should.ThrowAsync<IcebergException>(() => AppendFiles.PrepareAsync(_ledger.Files, table, _ledger.Intent(), []))).Kind.ShouldBe(IcebergFault.Unsupported);
    }
}
