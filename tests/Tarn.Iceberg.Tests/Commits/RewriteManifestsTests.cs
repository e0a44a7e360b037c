using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Tests.Commits;

public sealed class RewriteManifestsTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task Five_small_manifests_become_one_in_order_of_partitions_and_every_entry_keeps_its_numbers()
    {
        for (var day = 5; day > 0; day--)
            await _ledger.AppendAsync(Ledger.File($"f{day}", day));
        var live = await _ledger.LiveAsync();
        var plan = await RewriteManifests.PlanAsync(_ledger.Files, _ledger.Table);
        plan.Groups.Single().Manifests.Count.ShouldBe(5);
        var snapshot = _ledger.Commit(await RewriteManifests.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), plan));
        (snapshot.Operation, snapshot.Summary["manifests-replaced"], snapshot.Summary["manifests-created"], snapshot.Summary["total-records"]).ShouldBe(("replace", "5", "1", "50"));
        (await _ledger.LiveAsync()).ShouldBe(live);
        (await _ledger.EntriesAsync()).Select(entry => (entry.Status, entry.File.Partition[0])).ShouldBe(Enumerable.Range(1, 5).Select(day => (EntryStatus.Existing, (object?)day)));
        (await RewriteManifests.PlanAsync(_ledger.Files, _ledger.Table)).Groups.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_manifest_far_above_the_target_is_cut()
    {
        await _ledger.AppendAsync([.. Enumerable.Range(0, 40).Select(day => Ledger.File($"f{day:00}", day))]);
        var bytes = (await _ledger.ManifestsAsync()).Single().Bytes;
        var plan = await RewriteManifests.PlanAsync(_ledger.Files, _ledger.Table, bytes / 3);
        _ledger.Commit(await RewriteManifests.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), plan));
        (await _ledger.ManifestsAsync()).Count.ShouldBe(4);
        (await _ledger.EntriesAsync()).Count.ShouldBe(40);
    }

    [Fact]
    public async Task Row_ids_of_version_3_stay()
    {
        _ledger.Table = Ledger.New(partitioned: true, version: 3);
        for (var day = 5; day > 0; day--)
            await _ledger.AppendAsync(Ledger.File($"f{day}", day));
        var before = (await _ledger.EntriesAsync()).ToDictionary(entry => entry.File.Path, entry => entry.File.FirstRowId);
        var plan = await RewriteManifests.PlanAsync(_ledger.Files, _ledger.Table);
        _ledger.Commit(await RewriteManifests.PrepareAsync(_ledger.Files, _ledger.Table, _ledger.Intent(), plan));
        (await _ledger.EntriesAsync()).ToDictionary(entry => entry.File.Path, entry => entry.File.FirstRowId).ShouldBe(before, ignoreOrder: true);
    }

    [Theory]
    [InlineData(new long[] { 10, 10, 10, 10 }, 0)]
    [InlineData(new long[] { 10, 10, 10, 10, 10 }, 1)]
    [InlineData(new long[] { 60, 60, 60, 60, 60 }, 0)]
    [InlineData(new long[] { 201 }, 3)]
    [InlineData(new long[] { 200 }, 0)]
    public void Manifests_are_written_anew_when_many_are_small_or_one_is_large(long[] bytes, int into) =>
        ManifestPlan.Make([.. bytes.Select((size, i) => new ManifestFile { Path = $"m{i}", Bytes = size, SpecId = 0, AddedSnapshotId = 1 })], 100)
            .Groups.Select(group => group.Into).ShouldBe(into == 0 ? [] : [into]);
}
