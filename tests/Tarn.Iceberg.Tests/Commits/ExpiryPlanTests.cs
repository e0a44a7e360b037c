using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Tests.Commits;

/// <summary>What expires of a table with a snapshot a day, 1 to 10, which is looked at on the eleventh day.</summary>
public sealed class ExpiryPlanTests
{
    private const long Day = 86_400_000;
    private const long Now = Ledger.T0 + (11 * Day);

    [Fact]
    public void Five_days_stay_when_nobody_says_otherwise() => Expired(Table()).ShouldBe([1, 2, 3, 4, 5]);

    [Theory]
    [InlineData("history.expire.max-snapshot-age-ms", "86400000", new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData("history.expire.min-snapshots-to-keep", "8", new long[] { 1, 2 })]
    public void The_tables_properties_count(string name, string value, long[] expired) => Expired(Table((name, value))).ShouldBe(expired);

    [Fact]
    public void What_is_asked_for_stands_above_the_properties()
    {
        var table = Table(("history.expire.min-snapshots-to-keep", "8"));
        Expired(table, new ExpiryRule { NowMs = Now, OlderThanMs = Ledger.T0 + (3 * Day), Keep = 2 }).ShouldBe([1, 2]);
        Expired(table, new ExpiryRule { NowMs = Now, OlderThanMs = Now, Keep = 2 }).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Fact]
    public void The_newest_stays_however_old() => Expired(Table(), new ExpiryRule { NowMs = Now + (1000 * Day) }).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9]);

    [Fact]
    public void What_tags_and_branches_name_stays_and_branches_keep_their_own_measure()
    {
        var table = With(Table(), ("june", new SnapshotRef.Tag(2)), ("audit", new SnapshotRef.Branch(5, MinSnapshotsToKeep: 2)));
        Expired(table).ShouldBe([1, 3]);
    }

    [Fact]
    public void Names_expire_with_their_age_and_main_never_does()
    {
        var table = With(Table(("history.expire.max-ref-age-ms", $"{5 * Day}")), ("june", new SnapshotRef.Tag(2)), ("kept", new SnapshotRef.Tag(3, MaxRefAgeMs: 100 * Day)), ("audit", new SnapshotRef.Branch(5)));
        var plan = ExpiryPlan.Make(table, new ExpiryRule { NowMs = Now });
        plan.Refs.ShouldBe(["audit", "june"]);
        plan.Snapshots.ShouldBe([1, 2, 4, 5]);
        var after = MetadataChange.Apply(table, plan.Updates, Now);
        after.Snapshots.Select(snapshot => snapshot.SnapshotId).ShouldBe([3, 6, 7, 8, 9, 10]);
        after.Refs.Keys.Order().ShouldBe(["kept", "main"]);
        after.SnapshotLog.Select(entry => entry.SnapshotId).ShouldBe([6, 7, 8, 9, 10]);
    }

    [Fact]
    public void Snapshots_that_no_name_leads_to_stay_while_they_are_young()
    {
        var table = MetadataChange.Apply(Table(), [new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Branch(4))], Now);
        Expired(table).ShouldBe([1, 2, 3, 5]);
    }

    [Fact]
    public void What_a_tag_came_from_stays_while_it_is_young()
    {
        var table = With(MetadataChange.Apply(Table(), [new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Branch(4))], Now), ("done", new SnapshotRef.Tag(9)));
        Expired(table).ShouldBe([1, 2, 3, 5]);
    }

    private static IReadOnlyList<long> Expired(TableMetadata table, ExpiryRule? rule = null) => ExpiryPlan.Make(table, rule ?? new ExpiryRule { NowMs = Now }).Snapshots;

    private static TableMetadata With(TableMetadata table, params (string Name, SnapshotRef Ref)[] named) =>
        MetadataChange.Apply(table, [.. named.Select(one => new TableUpdate.SetSnapshotRef(one.Name, one.Ref))], table.LastUpdatedMs);

    private static TableMetadata Table(params (string Name, string Value)[] properties)
    {
        var table = Ledger.New(partitioned: false, properties.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
        for (var id = 1; id <= 10; id++)
        {
            var snapshot = new Snapshot { SnapshotId = id, ParentSnapshotId = id == 1 ? null : id - 1, SequenceNumber = id, TimestampMs = Ledger.T0 + (id * Day), ManifestList = $"memory://lake/snap-{id}.avro", Summary = new Dictionary<string, string> { ["operation"] = "append" }, SchemaId = 0 };
            table = MetadataChange.Apply(table, [new TableUpdate.AddSnapshot(snapshot), new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Branch(id))], Ledger.T0 + (id * Day));
        }
        return table;
    }
}
