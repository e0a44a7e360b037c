using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Merges;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Tests.Commits;

namespace Tarn.Iceberg.Tests.Merges;

/// <summary>Rows of two sides. Chapters: columns and properties, undo.</summary>
public sealed partial class TableMergeTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task What_both_sides_appended_is_there_once()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = await AppendedAsync(await AppendedAsync(ancestor, ("s1", 1)), ("s2", 2), ("s3", 2));
        var target = await AppendedAsync(ancestor, ("t1", 1));
        var joined = await JoinedAsync(ancestor, source, target);
        (await _ledger.LiveAsync(joined)).ShouldBe("a@1 s1@3 s2@3 s3@3 t1@2");
        joined.CurrentSnapshot!.Summary["added-data-files"].ShouldBe("3");
        joined.CurrentSnapshot.Summary["source-snapshot-id"].ShouldBe($"{source.CurrentSnapshotId}");
        joined.CurrentSnapshot.Operation.ShouldBe("append");
        joined.CurrentSnapshot.Summary["total-records"].ShouldBe("50");
    }

    [Fact]
    public async Task Files_are_found_again_after_the_source_merged_its_manifests()
    {
        _ledger.Table = Ledger.New(partitioned: true, new Dictionary<string, string> { [TableProperties.MinCountToMerge] = "2" });
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = await AppendedAsync(await AppendedAsync(ancestor, ("s1", 1)), ("s2", 1));
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, source, ancestor))).ShouldBe("a@1 s1@2 s2@2");
    }

    [Fact]
    public async Task Replaced_partitions_go_beside_changes_of_other_partitions()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var source = await ReplacedAsync(ancestor, "s", 1);
        var target = await AppendedAsync(await ReplacedAsync(ancestor, "t", 2), ("u", 3));
        var joined = await JoinedAsync(ancestor, source, target);
        (await _ledger.LiveAsync(joined)).ShouldBe("s@4 t@2 u@3");
        (joined.CurrentSnapshot!.Operation, joined.CurrentSnapshot.Summary["replace-partitions"]).ShouldBe(("overwrite", "true"));
        joined.CurrentSnapshot.Summary["total-data-files"].ShouldBe("3");
    }

    [Fact]
    public async Task The_same_partition_is_a_conflict_that_names_it()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var (replaced, appended) = (await ReplacedAsync(ancestor, "s", 1), await AppendedAsync(ancestor, ("t", 1)));
        (await RefusedAsync(ancestor, replaced, await ReplacedAsync(ancestor, "t", 1))).ShouldBe("Both sides replaced or deleted rows: at_day=1970-01-02");
        (await RefusedAsync(ancestor, replaced, appended)).ShouldBe("The source replaced or deleted rows, and the target appended rows: at_day=1970-01-02");
        (await RefusedAsync(ancestor, appended, replaced)).ShouldBe("The source appended rows, and the target replaced or deleted rows: at_day=1970-01-02");
        (await RefusedAsync(ancestor, replaced, await DeletedAsync(ancestor, "a"))).ShouldContain("at_day=1970-01-02");
        (await RefusedAsync(ancestor, await ReplacedAsync(ancestor, "s", 3), await ReplacedAsync(ancestor, "t", 3))).ShouldBe("Both sides replaced or deleted rows: at_day=1970-01-04");
    }

    [Fact]
    public async Task Under_snapshot_isolation_changes_of_rows_go_beside_appends_to_the_same_partition()
    {
        var levels = new[] { TableProperties.DeleteIsolation, TableProperties.UpdateIsolation, TableProperties.MergeIsolation }.ToDictionary(level => level, _ => "snapshot");
        _ledger.Table = Ledger.New(partitioned: true, levels);
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var (replaced, appended) = (await ReplacedAsync(ancestor, "s", 1), await AppendedAsync(ancestor, ("t", 1)));
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, replaced, appended))).ShouldBe("b@1 s@3 t@2");
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, appended, replaced))).ShouldBe("b@1 s@2 t@3");
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, await VectorAsync(ancestor, "a"), appended))).ShouldBe("a@1 b@1 del-a@3 t@2");
        (await RefusedAsync(ancestor, replaced, await ReplacedAsync(ancestor, "t", 1))).ShouldBe("Both sides replaced or deleted rows: at_day=1970-01-02");
        var whole = await DoneAsync(ancestor, ledger => ledger.OverwriteAsync(new FileScope.WholeTable(), Ledger.File("s", 1)));
        (await RefusedAsync(ancestor, whole, appended)).ShouldStartWith("The source replaced or deleted rows, and the target appended rows");
    }

    [Fact]
    public async Task The_level_of_deletes_is_not_that_of_overwrites()
    {
        _ledger.Table = Ledger.New(partitioned: true, new Dictionary<string, string> { [TableProperties.DeleteIsolation] = "snapshot" });
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var appended = await AppendedAsync(ancestor, ("t", 1));
        (await RefusedAsync(ancestor, await ReplacedAsync(ancestor, "s", 1), appended)).ShouldContain("the target appended rows");
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, await DeletedAsync(ancestor, "a"), appended))).ShouldBe("b@1 t@2");
    }

    /// <summary>Commands of a snapshot that wrote a file anew, the levels that are snapshot, and whether rows that were appended meanwhile stay beside it.</summary>
    [Theory]
    [InlineData("delete", "delete", true)]
    [InlineData("overwrite", "delete", true)]
    [InlineData("update", "update", true)]
    [InlineData("merge", "merge", true)]
    [InlineData("delete", "update,merge", false)]
    [InlineData("update", "delete,merge", false)]
    [InlineData("merge", "delete,update", false)]
    [InlineData("delete,update", "delete", false)]
    [InlineData("delete,update", "delete,update", true)]
    [InlineData("", "update,merge", false)]
    [InlineData("truncate", "update,merge", false)]
    [InlineData("", "delete,update,merge", true)]
    public async Task The_level_that_counts_is_that_of_the_command(string commands, string levels, bool goesTogether)
    {
        _ledger.Table = Ledger.New(partitioned: true, levels.Split(',').ToDictionary(level => $"write.{level}.isolation-level", _ => "snapshot"));
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var appended = await AppendedAsync(ancestor, ("t", 1));
        _ledger.Told = commands.Length == 0 ? _ledger.Told : new Dictionary<string, string> { [RowCommands.Property] = commands };
        var anew = await DoneAsync(ancestor, ledger => ledger.OverwriteAsync(new FileScope.Locations([Ledger.File("a").Path]), Ledger.File("s", 1)));
        (await PlanAsync(ancestor, anew, appended) is TableMergePlan.Ready).ShouldBe(goesTogether);
        (await PlanAsync(ancestor, appended, anew) is TableMergePlan.Ready).ShouldBe(goesTogether);
    }

    [Fact]
    public async Task A_merge_tells_the_commands_of_all_that_it_brings_or_none()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        _ledger.Told = new Dictionary<string, string> { [RowCommands.Property] = "update" };
        var source = await DoneAsync(ancestor, ledger => ledger.OverwriteAsync(new FileScope.Locations([Ledger.File("a").Path]), Ledger.File("s", 1)));
        _ledger.Told = new Dictionary<string, string> { [RowCommands.Property] = "delete" };
        source = await DeletedAsync(source, "s");
        _ledger.Told = new Dictionary<string, string>();
        (await JoinedAsync(ancestor, source, await AppendedAsync(ancestor, ("t", 3)))).CurrentSnapshot!.Summary[RowCommands.Property].ShouldBe("update,delete");
        source = await DeletedAsync(source, "b");
        (await JoinedAsync(ancestor, await AppendedAsync(source, ("u", 4)), await AppendedAsync(ancestor))).CurrentSnapshot!.Summary.ContainsKey(RowCommands.Property).ShouldBeFalse();
    }

    [Fact]
    public async Task Deletes_alone_are_merged_as_deletes()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var target = await AppendedAsync(ancestor, ("t", 3));
        (await JoinedAsync(ancestor, await VectorAsync(ancestor, "a"), target)).CurrentSnapshot!.Operation.ShouldBe("delete");
        (await JoinedAsync(ancestor, await DeletedAsync(ancestor, "a"), target)).CurrentSnapshot!.Operation.ShouldBe("delete");
        var after = await VectorAsync(ancestor, "a");
        (await JoinedAsync(after, ancestor, after, MergeMode.Undo)).CurrentSnapshot!.Operation.ShouldBe("overwrite");
    }

    [Fact]
    public async Task What_deletes_all_rows_stands_for_every_partition_unless_deletes_may_miss_what_comes()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        (await RefusedAsync(ancestor, await DeletedAsync(ancestor, "a"), await AppendedAsync(ancestor, ("t", 2)))).ShouldContain("the target appended rows");
        _ledger.Table = Ledger.New(partitioned: true, new Dictionary<string, string> { [TableProperties.DeleteIsolation] = "snapshot" });
        ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, await DeletedAsync(ancestor, "a"), await AppendedAsync(ancestor, ("t", 1))))).ShouldBe("t@2");
    }

    [Fact]
    public async Task An_overwrite_that_leaves_nothing_is_of_the_whole_table()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var whole = await DoneAsync(ancestor, ledger => ledger.OverwriteAsync(new FileScope.WholeTable(), Ledger.File("s", 1)));
        (await RefusedAsync(ancestor, whole, await AppendedAsync(ancestor, ("t", 2)))).ShouldStartWith("The source replaced or deleted rows, and the target appended rows");
        (await RefusedAsync(ancestor, await AppendedAsync(ancestor, ("t", 2)), whole)).ShouldStartWith("The source appended rows, and the target replaced or deleted rows");
        var emptied = await DoneAsync(_ledger.Table = Ledger.New(partitioned: true), ledger => ledger.OverwriteAsync(new FileScope.WholeTable(), Ledger.File("s", 1)));
        (await RefusedAsync(Ledger.New(partitioned: true), emptied, await AppendedAsync(Ledger.New(partitioned: true), ("t", 2)))).ShouldContain("the target appended");
    }

    [Fact]
    public async Task An_unpartitioned_table_is_one_partition()
    {
        _ledger.Table = Ledger.New(partitioned: false);
        await _ledger.AppendAsync(Ledger.File("a"), Ledger.File("b"));
        var ancestor = _ledger.Table;
        (await RefusedAsync(ancestor, await DeletedAsync(ancestor, "a"), await DeletedAsync(ancestor, "b"))).ShouldBe("Both sides replaced or deleted rows: ");
        var source = await DoneAsync(ancestor, ledger => ledger.AppendAsync(Ledger.File("s")));
        var target = await DoneAsync(ancestor, ledger => ledger.AppendAsync(Ledger.File("t")));
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, source, target))).ShouldBe("a@1 b@1 s@3 t@2");
    }

    [Fact]
    public async Task Files_that_were_written_anew_with_the_same_rows_go_beside_appends()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 1));
        var compacted = await CompactedAsync(ancestor, "c", "a", "b");
        var appended = await AppendedAsync(ancestor, ("d", 1));
        var joined = await JoinedAsync(ancestor, compacted, appended);
        (await _ledger.LiveAsync(joined)).ShouldBe("c@3 d@2");
        joined.CurrentSnapshot!.Operation.ShouldBe("replace");
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, appended, compacted))).ShouldBe("c@2 d@3");
        (await RefusedAsync(ancestor, compacted, await CompactedAsync(ancestor, "e", "a", "b"))).ShouldBe("Both sides wrote the same files anew: at_day=1970-01-02");
        (await RefusedAsync(ancestor, compacted, await VectorAsync(ancestor, "a"))).ShouldBe("The target deleted rows of files that the source wrote anew: at_day=1970-01-02");
        (await RefusedAsync(ancestor, await VectorAsync(ancestor, "a"), compacted)).ShouldBe("The source deleted rows of files that the target wrote anew: at_day=1970-01-02");
        (await RefusedAsync(ancestor, await DeletedAsync(ancestor, "a"), compacted)).ShouldBe("Both sides wrote the same files anew: at_day=1970-01-02");
    }

    [Fact]
    public async Task Rows_that_were_appended_and_written_anew_on_one_side_are_still_appended_rows()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = await CompactedAsync(await AppendedAsync(ancestor, ("s", 2)), "c", "s");
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, source, await AppendedAsync(ancestor, ("t", 2))))).ShouldBe("a@1 c@3 t@2");
        (await RefusedAsync(ancestor, source, await ReplacedAsync(ancestor, "t", 2))).ShouldContain("at_day=1970-01-03");
    }

    [Fact]
    public async Task Deletes_of_rows_go_beside_changes_of_other_partitions()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var joined = await JoinedAsync(ancestor, await VectorAsync(ancestor, "a"), await ReplacedAsync(ancestor, "t", 2));
        (await _ledger.LiveAsync(joined)).ShouldBe("a@1 del-a@3 t@2");
        (await RefusedAsync(ancestor, await VectorAsync(ancestor, "a"), await AppendedAsync(ancestor, ("t", 1)))).ShouldContain("the target appended rows");
    }

    [Fact]
    public async Task Deletes_by_equality_stay_between_the_files_they_came_between()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = await AppendedAsync(ancestor, ("s1", 1));
        source = await DoneAsync(source, ledger => ledger.OverwriteAsync(new FileScope.Locations([]), Deletes("e", FileContent.EqualityDeletes, 1), Ledger.File("s2", 1)));
        source = await AppendedAsync(source, ("s3", 1));
        var target = await AppendedAsync(await AppendedAsync(ancestor, ("t", 2)), ("u", 2));
        var joined = await JoinedAsync(ancestor, source, target);
        (await _ledger.LiveAsync(joined)).ShouldBe("a@1 e@5 s1@4 s2@5 s3@5 t@2 u@3");
        joined.SnapshotLog[^1].SnapshotId.ShouldBe(joined.CurrentSnapshotId!.Value);
    }

    [Fact]
    public async Task Deletes_by_equality_without_a_partition_concern_every_partition()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        ancestor = MetadataChange.Apply(ancestor, [new TableUpdate.AddSpec(PartitionSpec.Unpartitioned)], Ledger.T0);
        var everywhere = Deletes("e", FileContent.EqualityDeletes) with { SpecId = 1, Partition = [] };
        var source = await DoneAsync(ancestor, ledger => ledger.OverwriteAsync(new FileScope.Locations([]), everywhere));
        (await RefusedAsync(ancestor, source, await AppendedAsync(ancestor, ("t", 9)))).ShouldContain("at_day=1970-01-10");
    }

    [Fact]
    public async Task What_both_merged_from_a_third_is_not_doubled()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var third = await AppendedAsync(ancestor, ("x", 1));
        var source = await AppendedAsync(await JoinedAsync(ancestor, third, await AppendedAsync(ancestor, ("s", 1))), ("s2", 1));
        var target = await JoinedAsync(ancestor, third, await AppendedAsync(ancestor, ("t", 1)));
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, source, target))).ShouldBe("a@1 s2@4 s@4 t@2 x@3");
        var replaced = await ReplacedAsync(ancestor, "r", 1);
        var (left, right) = (await JoinedAsync(ancestor, replaced, await AppendedAsync(ancestor, ("s", 2))), await JoinedAsync(ancestor, replaced, await AppendedAsync(ancestor, ("t", 3))));
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, left, right))).ShouldBe("r@3 s@4 t@2");
    }

    [Fact]
    public async Task A_delete_is_not_lost_to_a_change_of_the_same_file()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var deleted = await DeletedAsync(ancestor, "a");
        (await RefusedAsync(ancestor, deleted, await ReplacedAsync(ancestor, "t", 1))).ShouldContain("at_day=1970-01-02");
        (await PlanAsync(ancestor, deleted, await DeletedAsync(ancestor, "a"))).ShouldBeOfType<TableMergePlan.Ready>().IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_roll_back_removes_and_adds_the_files_that_differ()
    {
        var first = await AppendedAsync(_ledger.Table, ("a", 1), ("k", 4));
        var ancestor = await AppendedAsync(await ReplacedAsync(first, "b", 1), ("c", 2));
        var back = MetadataChange.Apply(ancestor, [new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Branch(first.CurrentSnapshotId!.Value))], Ledger.T0 + 60_000);
        (await _ledger.LiveAsync(await JoinedAsync(ancestor, back, await AppendedAsync(ancestor, ("t", 3))))).ShouldBe("a@1 k@1 t@4");
        (await RefusedAsync(ancestor, back, await AppendedAsync(ancestor, ("t", 2)))).ShouldContain("at_day=1970-01-03");
    }

    [Fact]
    public async Task Row_ids_are_given_anew()
    {
        _ledger.Table = Ledger.New(partitioned: true, version: 3);
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = await AppendedAsync(ancestor, ("s", 1));
        var joined = await JoinedAsync(ancestor, source, await AppendedAsync(ancestor, ("t", 1)));
        (await _ledger.EntriesAsync(joined)).Select(entry => $"{Path.GetFileNameWithoutExtension(entry.File.Path)}@{entry.File.FirstRowId}").Order().ShouldBe(["a@0", "s@20", "t@10"]);
        joined.NextRowId.ShouldBe(30);
        var anew = await CompactedAsync(source, "c", "s");
        (await RefusedAsync(ancestor, anew, await AppendedAsync(ancestor, ("t", 1)))).ShouldContain("their row ids belong to other rows");
    }

    [Fact]
    public async Task A_table_of_version_2_that_became_one_of_3_takes_no_position_delete_files()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var upgraded = MetadataChange.Apply(await AppendedAsync(ancestor, ("t", 2)), [new TableUpdate.UpgradeFormatVersion(3)], Ledger.T0);
        (await RefusedAsync(ancestor, await VectorAsync(ancestor, "a"), upgraded)).ShouldContain("version 3");
        var joined = await JoinedAsync(ancestor, upgraded, await AppendedAsync(ancestor, ("u", 2)));
        (joined.FormatVersion, joined.NextRowId).ShouldBe((3, 30));
    }

    [Fact]
    public async Task A_snapshot_that_has_expired_is_told()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var (source, target) = (await AppendedAsync(ancestor, ("s", 1)), await AppendedAsync(ancestor, ("t", 1)));
        await _ledger.Files.Store.DeleteAsync(_ledger.Files.KeyOf(ancestor.CurrentSnapshot!.ManifestList!));
        (await RefusedAsync(ancestor, source, target)).ShouldStartWith("A snapshot that is needed has expired: memory://lake/");
    }

    private async Task<TableMetadata> DoneAsync(TableMetadata table, Func<Ledger, Task> change)
    {
        _ledger.Table = table;
        await change(_ledger);
        return _ledger.Table;
    }

    private Task<TableMetadata> AppendedAsync(TableMetadata table, params (string Name, int Day)[] files) =>
        DoneAsync(table, ledger => ledger.AppendAsync([.. files.Select(file => Ledger.File(file.Name, file.Day))]));

    private Task<TableMetadata> ReplacedAsync(TableMetadata table, string name, int day) =>
        DoneAsync(table, ledger => ledger.OverwriteAsync(new FileScope.PartitionsOfAdded(), Ledger.File(name, day)));

    private Task<TableMetadata> DeletedAsync(TableMetadata table, params string[] names) =>
        DoneAsync(table, ledger => ledger.DeleteAsync(new FileScope.Locations([.. names.Select(name => Ledger.File(name).Path)])));

    /// <summary>Deletes a row of a file of day 1 by position.</summary>
    private Task<TableMetadata> VectorAsync(TableMetadata table, string name) => DoneAsync(table, ledger => ledger.OverwriteAsync(
        new FileScope.Locations([]), Deletes($"del-{name}", FileContent.PositionDeletes, 1) with { ReferencedDataFile = Ledger.File(name).Path }));

    private static DataFile Deletes(string name, FileContent content, params object?[] partition) => Ledger.File(name, partition) with
    {
        Content = content,
        RecordCount = 1,
        EqualityIds = content is FileContent.EqualityDeletes ? [1] : null,
    };

    private Task<TableMetadata> CompactedAsync(TableMetadata table, string name, params string[] names) => DoneAsync(table, async ledger =>
    {
        var file = (await ledger.EntriesAsync()).First(entry => entry.File.Path == Ledger.File(names[0]).Path).File;
        var intent = ledger.Intent();
        var commit = await OverwriteFiles.PrepareAsync(ledger.Files, table, intent, new FileScope.Locations([.. names.Select(other => Ledger.File(other).Path)]), [file with { Path = Ledger.File(name).Path, FirstRowId = null }]);
        var snapshot = commit.Updates.OfType<TableUpdate.AddSnapshot>().Single().Snapshot;
        var summary = new Dictionary<string, string>(snapshot.Summary) { ["operation"] = "replace" };
        ledger.Commit(commit with { Updates = [new TableUpdate.AddSnapshot(snapshot with { Summary = summary }), .. commit.Updates.Skip(1)] });
    });

    private Task<TableMergePlan> PlanAsync(TableMetadata ancestor, TableMetadata source, TableMetadata target, MergeMode mode = MergeMode.Join) =>
        TableMerge.PlanAsync(_ledger.Files, ancestor, source, target, mode);

    private async Task<TableMetadata> JoinedAsync(TableMetadata ancestor, TableMetadata source, TableMetadata target, MergeMode mode = MergeMode.Join)
    {
        var plan = (await PlanAsync(ancestor, source, target, mode)).ShouldBeOfType<TableMergePlan.Ready>();
        return Ledger.After(target, await TableMerge.PrepareAsync(_ledger.Files, target, plan, () => _ledger.Intent()));
    }

    private async Task<string> RefusedAsync(TableMetadata ancestor, TableMetadata source, TableMetadata target, MergeMode mode = MergeMode.Join)
    {
        var refused = (await PlanAsync(ancestor, source, target, mode)).ShouldBeOfType<TableMergePlan.Refused>();
        return $"{string.Join("; ", refused.Reasons)}: {string.Join(' ', refused.Partitions)}";
    }
}
