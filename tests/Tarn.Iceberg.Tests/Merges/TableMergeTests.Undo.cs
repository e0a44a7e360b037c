using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Merges;
using Tarn.Iceberg.Tests.Commits;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Merges;

/// <content>Undoing a change under those that came since: the ancestor is the state after it, the source the state before it.</content>
public sealed partial class TableMergeTests
{
    [Fact]
    public async Task An_append_is_undone_under_later_appends()
    {
        var before = await AppendedAsync(_ledger.Table, ("a", 1));
        var after = await AppendedAsync(before, ("x", 1), ("y", 2));
        var undone = await JoinedAsync(after, before, await AppendedAsync(after, ("t", 1)), MergeMode.Undo);
        (await _ledger.LiveAsync(undone)).ShouldBe("a@1 t@3");
        undone.CurrentSnapshot!.Operation.ShouldBe("delete");
        undone.CurrentSnapshot.SequenceNumber.ShouldBe(4);
    }

    [Fact]
    public async Task Replaced_files_come_back_with_their_sequence_numbers_and_deletes()
    {
        var before = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        before = await DoneAsync(before, ledger => ledger.OverwriteAsync(new FileScope.Locations([]), Deletes("e", FileContent.EqualityDeletes, 1)));
        var after = await ReplacedAsync(before, "x", 1);
        var undone = await JoinedAsync(after, before, await AppendedAsync(after, ("t", 1)), MergeMode.Undo);
        (await _ledger.LiveAsync(undone)).ShouldBe("a@1 b@1 e@2 t@4");
        (await _ledger.ManifestsAsync(undone)).Min(manifest => manifest.MinSequenceNumber).ShouldBe(1);
    }

    [Fact]
    public async Task Row_ids_of_files_that_come_back_stay()
    {
        _ledger.Table = Ledger.New(partitioned: true, version: 3);
        var before = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 1));
        var after = await ReplacedAsync(before, "x", 1);
        var undone = await JoinedAsync(after, before, await AppendedAsync(after, ("t", 2)), MergeMode.Undo);
        var live = (await _ledger.EntriesAsync(undone)).Where(entry => entry.Status is not EntryStatus.Deleted);
        live.Select(entry => $"{Path.GetFileNameWithoutExtension(entry.File.Path)}@{entry.File.FirstRowId}").Order().ShouldBe(["a@0", "b@10", "t@30"]);
    }

    [Fact]
    public async Task What_was_built_on_it_since_is_a_conflict()
    {
        var before = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 2));
        var after = await AppendedAsync(before, ("x", 1));
        (await RefusedAsync(after, before, await ReplacedAsync(after, "t", 1), MergeMode.Undo)).ShouldBe("Rows of the same partitions were replaced or deleted since: at_day=1970-01-02");
        (await RefusedAsync(after, before, await CompactedAsync(after, "c", "a", "x"), MergeMode.Undo)).ShouldBe("Files of it were written anew since: at_day=1970-01-02");
        (await _ledger.LiveAsync(await JoinedAsync(after, before, await ReplacedAsync(after, "t", 2), MergeMode.Undo))).ShouldBe("a@1 t@3");
        var moved = Set(after, ("cursor", "2"));
        (await RefusedAsync(moved, Set(before, ("cursor", "1")), Set(moved, ("cursor", "3")), MergeMode.Undo)).ShouldStartWith("The property 'cursor' was changed since, to '3'");
    }

    [Fact]
    public async Task Deletes_are_not_taken_back_under_files_that_were_written_anew_without_the_rows()
    {
        var before = await AppendedAsync(_ledger.Table, ("a", 1), ("b", 1));
        var after = await DoneAsync(before, ledger => ledger.OverwriteAsync(new FileScope.Locations([]), Deletes("e", FileContent.EqualityDeletes, 1)));
        (await RefusedAsync(after, before, await CompactedAsync(after, "c", "a", "b"), MergeMode.Undo)).ShouldStartWith("Files whose rows it had deleted were written anew since");
    }

    [Fact]
    public async Task Deletes_by_equality_do_not_come_back_over_rows_that_were_appended_since()
    {
        var before = await AppendedAsync(_ledger.Table, ("a", 1));
        var deleted = await DoneAsync(before, ledger => ledger.OverwriteAsync(new FileScope.Locations([]), Deletes("e", FileContent.EqualityDeletes, 1)));
        (await RefusedAsync(before, deleted, await AppendedAsync(before, ("t", 1)), MergeMode.Undo)).ShouldStartWith("Deletes by equality would concern rows that were appended since");
        (await _ledger.LiveAsync(await JoinedAsync(before, deleted, await AppendedAsync(before, ("t", 2)), MergeMode.Undo))).ShouldBe("a@1 e@3 t@2");
    }

    [Fact]
    public async Task Columns_go_unless_rows_were_written_with_them()
    {
        var before = await AppendedAsync(_ledger.Table, ("a", 1));
        var after = Change(before, Add("note"));
        Columns(await JoinedAsync(after, before, Set(after, ("x", "y")), MergeMode.Undo)).ShouldBe(["1 id", "2 at"]);
        (await RefusedAsync(after, before, await AppendedAsync(after, ("t", 1)), MergeMode.Undo)).ShouldStartWith("It changed columns, and rows were written with them since");
        var dropped = Change(after, new SchemaChange.Drop(new ColumnPath("note")));
        Columns(await JoinedAsync(dropped, after, Set(dropped, ("x", "y")), MergeMode.Undo)).ShouldBe(["1 id", "2 at", "3 note"]);
    }
}
