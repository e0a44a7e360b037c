using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Tests.Types;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Commits;

public sealed class MetadataChangeTests
{
    private static readonly TableMetadata Table = Ledger.New(partitioned: true);

    [Fact]
    public void Schemas_are_added_with_the_next_id_and_minus_one_is_the_last_added()
    {
        var evolved = SchemaEvolution.Apply(Table.CurrentSchema, Table.LastColumnId, [new SchemaChange.Add(new ColumnPath("note"), new IcebergType.String())]);
        var changed = Apply(Table, new TableUpdate.AddSchema(evolved.Schema), new TableUpdate.SetCurrentSchema(-1));
        (changed.CurrentSchemaId, changed.Schemas.Count, changed.LastColumnId).ShouldBe((1, 2, 3));
        var back = Apply(changed, new TableUpdate.AddSchema(Table.CurrentSchema), new TableUpdate.SetCurrentSchema(-1));
        (back.CurrentSchemaId, back.Schemas.Count, back.LastColumnId).ShouldBe((0, 2, 3));
        Refused(Table, new TableUpdate.SetCurrentSchema(-1)).ShouldContain("none was added");
        Refused(Table, new TableUpdate.SetCurrentSchema(5)).ShouldContain("no schema 5");
        Refused(changed, new TableUpdate.RemoveSchemas([1])).ShouldContain("is current");
    }

    [Fact]
    public void A_column_that_partitions_cannot_be_dropped()
    {
        var evolved = SchemaEvolution.Apply(Table.CurrentSchema, Table.LastColumnId, [new SchemaChange.Drop(new ColumnPath("at"))]);
        Refused(Table, new TableUpdate.AddSchema(evolved.Schema), new TableUpdate.SetCurrentSchema(-1)).ShouldContain("partition field 'at_day'");
    }

    [Fact]
    public void Partition_fields_keep_their_ids_when_they_come_back()
    {
        var none = PartitionEvolution.Apply(Table.DefaultSpec, Table.CurrentSchema, [new PartitionChange.Remove("at_day")]);
        var one = Apply(Table, new TableUpdate.AddSpec(none), new TableUpdate.SetDefaultSpec(-1));
        var again = PartitionEvolution.Create(Table.CurrentSchema, [new(new ColumnPath("id"), new Transform.Bucket(4)), new(new ColumnPath("at"), new Transform.Day())]);
        var two = Apply(one, new TableUpdate.AddSpec(again), new TableUpdate.SetDefaultSpec(-1));
        two.DefaultSpec.Fields.Select(field => (field.Name, field.FieldId)).ShouldBe([("id_bucket_4", 1001), ("at_day", 1000)]);
        (two.DefaultSpecId, two.LastPartitionId).ShouldBe((2, 1001));
        Apply(two, new TableUpdate.AddSpec(Table.DefaultSpec), new TableUpdate.SetDefaultSpec(-1)).DefaultSpecId.ShouldBe(0);
    }

    [Fact]
    public void Sort_orders_are_found_again()
    {
        var order = new SortOrder { OrderId = 9, Fields = [new SortField(1, new Transform.Identity(), Descending: true)] };
        var sorted = Apply(Table, new TableUpdate.AddSortOrder(order), new TableUpdate.SetDefaultSortOrder(-1));
        sorted.DefaultSortOrderId.ShouldBe(1);
        Apply(sorted, new TableUpdate.AddSortOrder(SortOrder.Unsorted), new TableUpdate.SetDefaultSortOrder(-1)).DefaultSortOrderId.ShouldBe(0);
    }

    [Fact]
    public void Properties_are_set_and_removed()
    {
        var changed = Apply(Table, new TableUpdate.SetProperties(new Dictionary<string, string> { ["cursor"] = "7" }), new TableUpdate.RemoveProperties(["owner", "nobody"]));
        changed.Properties.ShouldBe(new Dictionary<string, string> { ["cursor"] = "7" });
    }

    [Fact]
    public void The_metadata_log_keeps_the_youngest()
    {
        var table = Apply(Table, new TableUpdate.SetProperties(new Dictionary<string, string> { [TableProperties.PreviousVersionsMax] = "2" }));
        for (var i = 0; i < 4; i++)
            table = MetadataChange.Apply(table, [new TableUpdate.SetLocation($"memory://lake/{i}")], Ledger.T0 + i, $"{i}.metadata.json");
        table.MetadataLog.ShouldBe([new MetadataLogEntry(Ledger.T0 + 1, "2.metadata.json"), new MetadataLogEntry(Ledger.T0 + 2, "3.metadata.json")]);
    }

    [Fact]
    public void The_clock_may_go_back_and_the_metadata_does_not() =>
        MetadataChange.Apply(Table, [new TableUpdate.SetLocation("memory://lake/x")], Ledger.T0 - 5).LastUpdatedMs.ShouldBe(Ledger.T0);

    [Fact]
    public void The_snapshot_log_leaves_out_what_was_current_between_two_updates()
    {
        var table = Apply(Table, Add(1), Point(1), Add(2, parent: 1), Point(2), Add(3, parent: 2), Point(3));
        table.SnapshotLog.ShouldBe([new SnapshotLogEntry(Ledger.T0 + 3, 3)]);
        (table.LastSequenceNumber, table.CurrentSnapshotId).ShouldBe((3, 3));
    }

    [Fact]
    public void The_snapshot_log_begins_after_a_snapshot_that_is_gone()
    {
        var table = Table;
        foreach (var id in new[] { 1, 2, 3 })
            table = Apply(table, Add(id, id == 1 ? null : id - 1), Point(id));
        table.SnapshotLog.Count.ShouldBe(3);
        var expired = Apply(table, new TableUpdate.SetSnapshotRef("old", new SnapshotRef.Tag(2)), new TableUpdate.RemoveSnapshots([2]));
        expired.SnapshotLog.ShouldBe([new SnapshotLogEntry(Ledger.T0 + 3, 3)]);
        expired.Refs.Keys.ShouldBe(["main"]);
        Apply(table, new TableUpdate.RemoveSnapshotRef("main")).CurrentSnapshotId.ShouldBeNull();
    }

    [Fact]
    public void A_rollback_is_logged_with_its_own_time()
    {
        var table = Apply(Apply(Table, Add(1), Point(1)), Add(2, parent: 1), Point(2));
        var back = MetadataChange.Apply(table, [Point(1)], Ledger.T0 + 500);
        back.SnapshotLog[^1].ShouldBe(new SnapshotLogEntry(Ledger.T0 + 500, 1));
        back.SnapshotAsOf(Ledger.T0 + 499).SnapshotId.ShouldBe(2);
    }

    [Fact]
    public void Snapshots_that_do_not_fit_are_refused()
    {
        var table = Apply(Apply(Table, Add(1), Point(1)), Add(2, parent: 1), Point(2));
        Refused(table, Add(2, parent: 1)).ShouldContain("already");
        Refused(table, new TableUpdate.SetSnapshotRef("x", new SnapshotRef.Branch(8))).ShouldContain("not there");
        Refused(table, new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Tag(1))).ShouldContain("branch");
        var late = new TableUpdate.AddSnapshot(((TableUpdate.AddSnapshot)Add(3, parent: 2)).Snapshot with { SequenceNumber = 2 });
        Should.Throw<IcebergException>(() => Apply(table, late)).Kind.ShouldBe(IcebergFault.Conflict);
        Refused(table, new TableUpdate.UpgradeFormatVersion(1)).ShouldContain("cannot go back");
        Refused(table, new TableUpdate.AssignUuid(new Guid(1, 2, 3, new byte[8]))).ShouldContain("cannot become");
    }

    [Fact]
    public void A_table_can_be_made_of_updates_alone()
    {
        TableUpdate[] updates =
        [
            new TableUpdate.AssignUuid(Table.TableUuid), new TableUpdate.UpgradeFormatVersion(2), new TableUpdate.SetLocation(Table.Location),
            new TableUpdate.AddSchema(Table.CurrentSchema), new TableUpdate.SetCurrentSchema(-1),
            new TableUpdate.AddSpec(Table.DefaultSpec), new TableUpdate.SetDefaultSpec(-1),
            new TableUpdate.AddSortOrder(SortOrder.Unsorted), new TableUpdate.SetDefaultSortOrder(-1),
            new TableUpdate.SetProperties(Table.Properties),
        ];
        MetadataFile.Write(MetadataChange.Create(updates, Ledger.T0)).ShouldBe(MetadataFile.Write(Table));
        Should.Throw<IcebergException>(() => MetadataChange.Create(updates[..3], Ledger.T0)).Problems.Count.ShouldBe(3);
    }

    [Fact]
    public void A_new_table_tells_all_that_is_wrong() =>
        Should.Throw<IcebergException>(() => TableMetadata.Create(
            new NewTable
            {
                TableUuid = Table.TableUuid,
                Location = "memory://lake/t",
                Schema = Schemas.Of(Schemas.Column(1, "a", new IcebergType.TimestampNanos(true)), Schemas.Column(2, "a", new IcebergType.Int())),
                Spec = new PartitionSpec { SpecId = 0, Fields = [new PartitionField(2, 1000, "a_day", new Transform.Day())] },
                Order = new SortOrder { OrderId = 1, Fields = [new SortField(7, new Transform.Identity())] },
            },
            Ledger.T0)).Problems.Count.ShouldBe(4);

    [Fact]
    public void Requirements_say_what_should_be_and_what_is()
    {
        new TableRequirement.AssertCreate().Check(null);
        new TableRequirement.AssertTableUuid(Table.TableUuid).Check(Table);
        new TableRequirement.AssertRefSnapshotId("main", null).Check(Table);
        Should.Throw<IcebergException>(() => new TableRequirement.AssertCreate().Check(Table)).Kind.ShouldBe(IcebergFault.Conflict);
        Should.Throw<IcebergException>(() => new TableRequirement.AssertDefaultSpecId(0).Check(null)).Message.ShouldBe("There is no such table.");
        Should.Throw<IcebergException>(() => new TableRequirement.AssertRefSnapshotId("main", 7).Check(Table))
            .Message.ShouldBe("The table moved on: the snapshot of 'main' should be 7 and is none.");
        Should.Throw<IcebergException>(() => new TableRequirement.AssertLastAssignedFieldId(9).Check(Table)).Message.ShouldContain("should be 9 and is 2");
    }

    private static TableMetadata Apply(TableMetadata table, params TableUpdate[] updates) => MetadataChange.Apply(table, updates, Ledger.T0);

    private static string Refused(TableMetadata table, params TableUpdate[] updates) => Should.Throw<IcebergException>(() => Apply(table, updates)).Message;

    private static TableUpdate Add(long id, long? parent = null) => new TableUpdate.AddSnapshot(new Snapshot
    {
        SnapshotId = id,
        ParentSnapshotId = parent,
        SequenceNumber = id,
        TimestampMs = Ledger.T0 + id,
        ManifestList = $"{id}.avro",
    });

    private static TableUpdate Point(long id) => new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Branch(id));
}
