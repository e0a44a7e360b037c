using System.IO.Compression;
using System.Text;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Tests.Metadata;

public sealed class MetadataFileTests
{
    private const string Valid = """
        {
          "format-version": 2, "table-uuid": "9c12d441-03fe-4693-9a96-a0705ddf69c1", "location": "file:///lake/t",
          "last-sequence-number": 2, "last-updated-ms": 2000, "last-column-id": 1,
          "current-schema-id": 0, "schemas": [{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"x","required":true,"type":"long"}]}],
          "default-spec-id": 0, "partition-specs": [{"spec-id":0,"fields":[]}], "last-partition-id": 999,
          "default-sort-order-id": 0, "sort-orders": [{"order-id":0,"fields":[]}],
          "current-snapshot-id": 2,
          "snapshots": [
            {"snapshot-id":1,"sequence-number":1,"timestamp-ms":1000,"manifest-list":"a.avro","summary":{"operation":"append"}},
            {"snapshot-id":2,"parent-snapshot-id":1,"sequence-number":2,"timestamp-ms":2000,"manifest-list":"b.avro","summary":{"operation":"append"}}],
          "snapshot-log": [{"snapshot-id":1,"timestamp-ms":1000},{"snapshot-id":2,"timestamp-ms":2000}],
          "refs": {"main":{"snapshot-id":2,"type":"branch"},"first":{"snapshot-id":1,"type":"tag","max-ref-age-ms":5}}
        }
        """;

    [Theory]
    [InlineData("\"snapshot-id\":1,\"sequence-number\":1", "\"sequence-number\":1", "snapshots[0].snapshot-id", "is missing")]
    [InlineData("\"manifest-list\":\"b.avro\",", "", "snapshots[1].manifest-list", "is missing")]
    [InlineData("\"last-updated-ms\": 2000", "\"last-updated-ms\": \"soon\"", "last-updated-ms", "cannot be read")]
    [InlineData("\"timestamp-ms\":1000,\"manifest-list\"", "\"timestamp-ms\":true,\"manifest-list\"", "snapshots[0].timestamp-ms", "cannot be read")]
    [InlineData("\"current-snapshot-id\": 2", "\"current-snapshot-id\": 3", "current-snapshot-id", "not in 'snapshots'")]
    [InlineData("\"main\":{\"snapshot-id\":2", "\"main\":{\"snapshot-id\":1", "refs.main", "'current-snapshot-id' is 2")]
    [InlineData("\"type\":\"tag\"", "\"type\":\"label\"", "refs.first.type", "'label'")]
    [InlineData("\"last-sequence-number\": 2", "\"last-sequence-number\": 1", "snapshots[1].sequence-number", "more than")]
    [InlineData("9c12d441-03fe-4693-9a96-a0705ddf69c1", "me", "table-uuid", "no UUID")]
    [InlineData("\"type\":\"long\"", "\"type\":\"text\"", "schemas[0].fields[0].type", "'text'")]
    public void What_is_broken_is_named(string from, string to, string property, string what)
    {
        var failure = Should.Throw<IcebergException>(() => Read(Valid.Replace(from, to, StringComparison.Ordinal)));
        failure.Kind.ShouldBe(IcebergFault.Corrupt);
        failure.Property.ShouldBe(property);
        failure.Message.ShouldStartWith($"t.metadata.json: property '{property}' ");
        failure.Message.ShouldContain(what);
    }

    [Fact]
    public void A_last_column_id_behind_the_columns_is_mended() =>
        Read(Valid.Replace("\"last-column-id\": 1", "\"last-column-id\": 0", StringComparison.Ordinal)).LastColumnId.ShouldBe(1);

    [Fact]
    public void A_file_cut_short_is_corrupt() =>
        Should.Throw<IcebergException>(() => Read(Valid[..200])).Kind.ShouldBe(IcebergFault.Corrupt);

    [Fact]
    public void Gzip_is_read()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Valid));
        MetadataFile.Read(packed.ToArray(), "t.gz.metadata.json").CurrentSnapshotId.ShouldBe(2);
        Should.Throw<IcebergException>(() => MetadataFile.Read(packed.ToArray()[..100], "t.metadata.json.gz")).Kind.ShouldBe(IcebergFault.Corrupt);
    }

    [Fact]
    public void A_transform_of_several_columns_is_read_ignored_and_written_as_it_was()
    {
        var several = """{"source-ids":[1,2],"field-id":1000,"name":"both","transform":"bucket[4]"}""";
        var json = Valid.Replace("\"spec-id\":0,\"fields\":[]", $"\"spec-id\":0,\"fields\":[{several}]", StringComparison.Ordinal)
            .Replace("\"order-id\":0,\"fields\":[]", "\"order-id\":0,\"fields\":[{\"source-ids\":[1,2],\"transform\":\"zorder\",\"direction\":\"asc\",\"null-order\":\"nulls-first\"}]", StringComparison.Ordinal);
        var table = Read(json);
        table.DefaultSpec.Fields.ShouldHaveSingleItem().Transform.ShouldBe(new Transform.Unknown("bucket[4]"));
        Projection.Project(table.CurrentSchema, table.DefaultSpec, new Expression.Equal(1, 5L)).ShouldBe(new Expression.True());
        var written = Encoding.UTF8.GetString(MetadataFile.Write(table));
        written.ShouldContain("\"source-ids\":[1,2],\"field-id\":1000");
        written.ShouldNotContain("source-id\"");
        Read(written).PartitionSpecs[0].Fields.ShouldBe(table.PartitionSpecs[0].Fields);
        Read(written).DefaultSortOrder.Fields.ShouldBe(table.DefaultSortOrder.Fields);
    }

    [Fact]
    public void Minus_one_is_no_snapshot()
    {
        var json = Valid.Replace("\"current-snapshot-id\": 2", "\"current-snapshot-id\": -1", StringComparison.Ordinal)
            .Replace("\"main\":{\"snapshot-id\":2,\"type\":\"branch\"},", "", StringComparison.Ordinal);
        Read(json).CurrentSnapshot.ShouldBeNull();
        Encoding.UTF8.GetString(MetadataFile.Write(Read(json))).ShouldNotContain("current-snapshot-id");
    }

    [Fact]
    public void Snapshots_are_found_by_time_by_name_and_by_id()
    {
        var table = Read(Valid);
        table.SnapshotAsOf(1999).SnapshotId.ShouldBe(1);
        table.SnapshotAsOf(2000).SnapshotId.ShouldBe(2);
        table.SnapshotOfRef("first")!.SnapshotId.ShouldBe(1);
        table.SnapshotOfRef("main")!.SnapshotId.ShouldBe(2);
        table.Snapshot(1).ManifestList.ShouldBe("a.avro");
        table.Ancestors(2).Select(snapshot => snapshot.SnapshotId).ShouldBe([2, 1]);
        Should.Throw<IcebergException>(() => table.SnapshotAsOf(999)).Message.ShouldBe("file:///lake/t had no snapshot at 1970-01-01T00:00:00.999Z. The first it knows of is of 1970-01-01T00:00:01.000Z.");
        Should.Throw<IcebergException>(() => table.SnapshotOfRef("last")).Message.ShouldContain("It has: first, main.");
        Should.Throw<IcebergException>(() => table.Snapshot(7)).Kind.ShouldBe(IcebergFault.Invalid);
    }

    [Fact]
    public void Names_carry_the_version()
    {
        MetadataFile.NameOf(3, Guid.Parse("9c12d441-03fe-4693-9a96-a0705ddf69c1")).ShouldBe("00003-9c12d441-03fe-4693-9a96-a0705ddf69c1.metadata.json");
        MetadataFile.VersionOf("s3://b/t/metadata/00012-9c12d441-03fe-4693-9a96-a0705ddf69c1.metadata.json").ShouldBe(12);
        MetadataFile.VersionOf("/t/metadata/v7.metadata.json").ShouldBe(7);
        MetadataFile.VersionOf("/t/metadata/other.json").ShouldBeNull();
    }

    private static TableMetadata Read(string json) => MetadataFile.Read(Encoding.UTF8.GetBytes(json), "t.metadata.json");
}
