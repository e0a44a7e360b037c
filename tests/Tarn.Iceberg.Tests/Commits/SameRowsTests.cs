using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Tests.Commits;

public sealed class SameRowsTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task Rows_are_the_same_after_compaction_new_manifests_and_expiry()
    {
        for (var day = 0; day < 5; day++)
            await _ledger.AppendAsync(Ledger.File($"f{day}", day));
        var before = _ledger.Table;
        _ledger.Commit(await RewriteManifests.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), await RewriteManifests.PlanAsync(_ledger.Files, _ledger.Table)));
        SameRows.Holds(before, _ledger.Table).ShouldBeTrue();
        _ledger.Table = MetadataChange.Apply(_ledger.Table, ExpiryPlan.Make(_ledger.Table, new ExpiryRule { NowMs = Ledger.T0 + 1_000_000_000 }).Updates, Ledger.T0 + 1_000_000_000);
        _ledger.Table.Snapshots.Count.ShouldBe(1);
        SameRows.Holds(before, _ledger.Table).ShouldBeTrue();
    }

    [Fact]
    public async Task They_are_not_after_an_append_a_roll_back_or_a_change_of_the_table()
    {
        var first = await _ledger.AppendAsync(Ledger.File("a", 1));
        var early = _ledger.Table;
        await _ledger.AppendAsync(Ledger.File("b", 1));
        SameRows.Holds(early, _ledger.Table).ShouldBeFalse();
        var late = _ledger.Table;
        SameRows.Holds(late, Changed(late, new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Branch(first.SnapshotId)))).ShouldBeFalse();
        SameRows.Holds(late, Changed(late, new TableUpdate.SetProperties(new Dictionary<string, string> { ["a"] = "b" }))).ShouldBeFalse();
        SameRows.Holds(late, Changed(late, new TableUpdate.SetSnapshotRef("audit", new SnapshotRef.Tag(first.SnapshotId)))).ShouldBeFalse();
        SameRows.Holds(late, Changed(late, new TableUpdate.UpgradeFormatVersion(3))).ShouldBeFalse();
        SameRows.Holds(late, late).ShouldBeTrue();
    }

    private static TableMetadata Changed(TableMetadata table, TableUpdate update) => MetadataChange.Apply(table, [update], table.LastUpdatedMs + 1);
}
