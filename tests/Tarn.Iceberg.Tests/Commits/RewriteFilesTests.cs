using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;

namespace Tarn.Iceberg.Tests.Commits;

public sealed class RewriteFilesTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task New_files_have_the_sequence_number_they_were_read_at_so_that_later_deletes_by_equality_concern_them()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 1), Ledger.File("c", 2));
        var rewrite = await ReadAsync(["a", "b"], Ledger.File("ab", 1) with { RecordCount = 20 });
        await _ledger.OverwriteAsync(new FileScope.Locations([]), Equality("gone", 1));
        var snapshot = await DoneAsync(rewrite);
        snapshot.Operation.ShouldBe("replace");
        (await _ledger.LiveAsync()).ShouldBe("ab@1 c@1 gone@2");
        (await DeletesOfAsync("ab")).ShouldBe(["gone"]);
        (snapshot.Summary["added-data-files"], snapshot.Summary["deleted-data-files"], snapshot.Summary["total-records"], snapshot.Summary["total-data-files"]).ShouldBe(("1", "2", "30", "2"));
    }

    [Fact]
    public async Task What_was_deleted_by_position_since_is_not_undone()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 2));
        var rewrites = new[] { await ReadAsync(["a"], Ledger.File("a2", 1)), await ReadAsync(["b"], Ledger.File("b2", 2)) };
        await _ledger.OverwriteAsync(new FileScope.Locations([]), Positions("p", 1, "a"));
        var result = await RewriteFiles.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), rewrites);
        result.Refused.Single().Reason.ShouldBe($"rows of {Ledger.File("a").Path} were deleted");
        _ledger.Commit(result.Commit!);
        (await _ledger.LiveAsync()).ShouldBe("a@1 b2@1 p@2");
    }

    [Fact]
    public async Task Files_that_others_replaced_are_left_to_them()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        var rewrite = await ReadAsync(["a"], Ledger.File("a2", 1));
        await _ledger.OverwriteAsync(new FileScope.Locations([Ledger.File("a").Path]), Ledger.File("x", 1));
        var result = await RewriteFiles.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), [rewrite]);
        (result.Commit, result.Refused.Count).ShouldBe((null, 1));
    }

    [Fact]
    public async Task Rows_that_a_roll_back_brought_back_are_not_lost_again()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        var before = _ledger.Table.CurrentSnapshot!.SnapshotId;
        await _ledger.OverwriteAsync(new FileScope.Locations([]), Positions("p", 1, "a"));
        var rewrite = await ReadAsync(["a"], Ledger.File("a2", 1) with { RecordCount = 9 });
        _ledger.Table = MetadataChange.Apply(_ledger.Table, [new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Branch(before))], Ledger.T0 + 60_000);
        (await RewriteFiles.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), [rewrite])).Refused.Single().Reason.ShouldContain("deleted no more");
    }

    [Fact]
    public async Task A_later_delete_by_equality_that_would_not_reach_the_new_file_stands_in_its_way()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        var rewrite = await ReadAsync(["a"], Ledger.File("a2", 2));
        await _ledger.OverwriteAsync(new FileScope.Locations([]), Equality("gone", 1));
        (await RewriteFiles.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), [rewrite])).Refused.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deletes_that_concern_nothing_any_more_go_and_others_stay()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 2));
        await _ledger.OverwriteAsync(new FileScope.Locations([]), Positions("pa", 1, "a"), Positions("pb", 2, "b"), Equality("e1", 1), Equality("e2", 2));
        var result = await RewriteFiles.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), [await ReadAsync(["a"], Ledger.File("a2", 1) with { RecordCount = 8 })]);
        result.Dangling.Select(file => Path.GetFileNameWithoutExtension(file.Path)).ShouldBe(["pa", "e1"], ignoreOrder: true);
        var summary = _ledger.Commit(result.Commit!).Summary;
        (await _ledger.LiveAsync()).ShouldBe("a2@2 b@1 e2@2 pb@2");
        (summary["total-records"], summary["total-delete-files"], summary["removed-equality-deletes"]).ShouldBe(("18", "2", "10"));
    }

    [Fact]
    public async Task Of_vectors_in_one_file_only_those_of_the_files_written_anew_go()
    {
        _ledger.Table = Ledger.New(partitioned: true, version: 3);
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 1));
        await _ledger.OverwriteAsync(new FileScope.Locations([]), Vector("a", 4), Vector("b", 50));
        await DoneAsync(await ReadAsync(["a"], Ledger.File("a2", 1) with { RecordCount = 8 }));
        (await DeletesOfAsync("b")).ShouldBe(["v"]);
        (await DeletesOfAsync("a2")).ShouldBeEmpty();
        _ledger.Table.NextRowId.ShouldBe(20 + 8 + 10);
    }

    [Fact]
    public async Task Files_read_at_different_snapshots_are_not_committed_together()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1), Ledger.File("b", 1));
        var rewrite = await ReadAsync(["a"], Ledger.File("a2", 1));
        await Should.ThrowAsync<ArgumentException>(() => RewriteFiles.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), [rewrite, rewrite with { SequenceNumber = 0 }]));
    }

    private async Task<FileRewrite> ReadAsync(string[] names, params DataFile[] added) => new()
    {
        Removed = [.. (await ScanAsync()).Files.Where(file => names.Contains(Path.GetFileNameWithoutExtension(file.File.Path)))],
        Added = added,
        SequenceNumber = _ledger.Table.CurrentSnapshot!.SequenceNumber,
        FormatVersion = _ledger.Table.FormatVersion,
    };

    private async Task<Snapshot> DoneAsync(FileRewrite rewrite) => _ledger.Commit((await RewriteFiles.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), [rewrite])).Commit!);

    private Task<ScanPlan> ScanAsync() => TableScan.PlanAsync(_ledger.Files, ScanRequest.Of(_ledger.Table, _ledger.Table.CurrentSnapshot));

    private async Task<IEnumerable<string>> DeletesOfAsync(string name) =>
        (await ScanAsync()).Files.Single(file => Path.GetFileNameWithoutExtension(file.File.Path) == name).Deletes.Select(delete => Path.GetFileNameWithoutExtension(delete.File.Path));

    private static DataFile Positions(string name, int day, string of) => Ledger.File(name, day) with { Content = FileContent.PositionDeletes, ReferencedDataFile = Ledger.File(of).Path };

    private static DataFile Equality(string name, int day) => Ledger.File(name, day) with { Content = FileContent.EqualityDeletes, EqualityIds = [1] };

    private static DataFile Vector(string of, long offset) =>
        Positions("v", 1, of) with { Path = "memory://lake/tables/bronze/ledger-0a1b2c3d/data/v.puffin", Format = "PUFFIN", ContentOffset = offset, ContentSizeBytes = 40, RecordCount = 2 };
}
