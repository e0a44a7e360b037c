using System.Text;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Tests.Commits;

public sealed class CommitJsonTests
{
    [Fact]
    public void Every_update_reads_back_from_what_is_printed()
    {
        var table = Ledger.New(partitioned: true);
        TableUpdate[] updates =
        [
            new TableUpdate.AssignUuid(table.TableUuid), new TableUpdate.UpgradeFormatVersion(2), new TableUpdate.AddSchema(table.CurrentSchema),
            new TableUpdate.SetCurrentSchema(-1), new TableUpdate.AddSpec(table.DefaultSpec), new TableUpdate.SetDefaultSpec(-1),
            new TableUpdate.AddSortOrder(new SortOrder { OrderId = 1, Fields = [new SortField(1, new Transform.Identity(), true, true)] }),
            new TableUpdate.SetDefaultSortOrder(-1),
            new TableUpdate.AddSnapshot(new Snapshot { SnapshotId = 3, TimestampMs = 5, ManifestList = "x", Summary = new Dictionary<string, string> { ["operation"] = "append" } }),
            new TableUpdate.SetSnapshotRef("main", new SnapshotRef.Branch(3, 1, 2, 3)), new TableUpdate.SetSnapshotRef("t", new SnapshotRef.Tag(3, 4)),
            new TableUpdate.RemoveSnapshots([1, 2]), new TableUpdate.RemoveSnapshotRef("t"), new TableUpdate.SetLocation("memory://x"),
            new TableUpdate.SetProperties(new Dictionary<string, string> { ["a"] = "b" }), new TableUpdate.RemoveProperties(["a"]),
            new TableUpdate.SetStatistics(new StatisticsFile(3, """{"snapshot-id":3,"statistics-path":"p"}""")), new TableUpdate.RemoveStatistics(3),
            new TableUpdate.SetPartitionStatistics(new StatisticsFile(3, """{"snapshot-id":3}""")), new TableUpdate.RemovePartitionStatistics(3),
            new TableUpdate.RemovePartitionSpecs([1]), new TableUpdate.RemoveSchemas([1]),
            new TableUpdate.AddEncryptionKey(new EncryptionKey("k", """{"key-id":"k"}""")), new TableUpdate.RemoveEncryptionKey("k"),
        ];
        var printed = CommitJson.Print(updates);
        printed.ShouldBeApproved();
        CommitJson.Print(Read($$"""{"requirements":[],"updates":{{printed}}}""").Updates).ShouldBe(printed);
    }

    [Fact]
    public void Requirements_are_read_by_their_names() =>
        Read("""
            {"requirements":[
              {"type":"assert-create"},{"type":"assert-table-uuid","uuid":"9c12d441-03fe-4693-9a96-a0705ddf69c1"},
              {"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":null},{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":5},
              {"type":"assert-last-assigned-field-id","last-assigned-field-id":3},{"type":"assert-current-schema-id","current-schema-id":1},
              {"type":"assert-last-assigned-partition-id","last-assigned-partition-id":1000},{"type":"assert-default-spec-id","default-spec-id":0},
              {"type":"assert-default-sort-order-id","default-sort-order-id":0}],"updates":[]}
            """).Requirements.ShouldBe(
        [
            new TableRequirement.AssertCreate(), new TableRequirement.AssertTableUuid(Guid.Parse("9c12d441-03fe-4693-9a96-a0705ddf69c1")),
            new TableRequirement.AssertRefSnapshotId("main", null), new TableRequirement.AssertRefSnapshotId("main", 5),
            new TableRequirement.AssertLastAssignedFieldId(3), new TableRequirement.AssertCurrentSchemaId(1),
            new TableRequirement.AssertLastAssignedPartitionId(1000), new TableRequirement.AssertDefaultSpecId(0), new TableRequirement.AssertDefaultSortOrderId(0),
        ]);

    [Theory]
    [InlineData("""{"updates":[{"action":"drop-table"}]}""", "updates[0].action")]
    [InlineData("""{"updates":[{"schema-id":1}]}""", "updates[0].action")]
    [InlineData("""{"updates":[{"action":"set-current-schema"}]}""", "updates[0].schema-id")]
    [InlineData("""{"updates":[{"action":"add-schema","schema":{"type":"struct"}}]}""", "updates[0].schema.fields")]
    [InlineData("""{"requirements":[{"type":"assert-default-spec-id"}]}""", "requirements[0].default-spec-id")]
    [InlineData("""{"requirements":[{"type":"assert-luck"}]}""", "requirements[0].type")]
    public void What_is_broken_is_named(string json, string property) =>
        Should.Throw<IcebergException>(() => Read(json)).Property.ShouldBe(property);

    private static TableCommit Read(string json) => CommitJson.Read(Encoding.UTF8.GetBytes(json));
}
