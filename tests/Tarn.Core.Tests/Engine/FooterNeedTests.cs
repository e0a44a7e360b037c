using Tarn.Engine;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

public sealed class FooterNeedTests
{
    private static readonly IcebergType.Struct Point = new(new FieldList([Field(3, "x", new IcebergType.Int()), Field(4, "y", new IcebergType.Int())]));

    private static readonly TableMetadata Table = TableMetadata.Create(
        new NewTable
        {
            TableUuid = Guid.Empty,
            Location = "file:///t",
            Schema = new TableSchema { SchemaId = 0, Fields = new FieldList([Field(1, "day", new IcebergType.Date()), Field(2, "point", Point)]) },
            Spec = new PartitionSpec { SpecId = 0, Fields = [new PartitionField(1, 1000, "day", new Transform.Identity())] },
        },
        nowMs: 0);

    [Fact]
    public void A_table_whose_structs_only_grew_is_read_without_a_look_at_footers()
    {
        NeedOf(Table).OfAll.ShouldBeFalse();
        var grown = new IcebergType.Struct(new FieldList([.. Point.Fields, Field(5, "z", new IcebergType.Int())]));
        NeedOf(Evolved(grown)).OfAll.ShouldBeFalse();
    }

    [Fact]
    public void A_child_that_changed_its_name_or_took_that_of_another_needs_one()
    {
        NeedOf(Evolved(new IcebergType.Struct(new FieldList([Point.Fields[0] with { Name = "lat" }, Point.Fields[1]])))).OfAll.ShouldBeTrue();
        NeedOf(Evolved(new IcebergType.Struct(new FieldList([Field(5, "X", new IcebergType.Int()), Point.Fields[1]])))).OfAll.ShouldBeTrue();
        NeedOf(Evolved(new IcebergType.Struct(new FieldList([Field(5, "z", new IcebergType.Int())])))).OfAll.ShouldBeTrue();
    }

    [Fact]
    public void Structs_of_a_table_that_forgot_a_schema_need_one()
    {
        var evolved = Evolved(Point);
        NeedOf(evolved with { Schemas = [evolved.CurrentSchema] }).OfAll.ShouldBeTrue();
        NeedOf(Table with { Snapshots = [new Snapshot { SnapshotId = 1, TimestampMs = 1 }] }).OfAll.ShouldBeTrue();
    }

    [Fact]
    public void A_file_that_counts_the_column_of_its_identity_partition_has_it()
    {
        var file = new DataFile { Path = "/f", RecordCount = 1, FileBytes = 1, Partition = [0] };
        var need = NeedOf(Table);
        need.Of(new ScanFile(file, 1, [])).ShouldBeTrue();
        need.Of(new ScanFile(file with { ValueCounts = new Dictionary<int, long> { [2] = 1 } }, 1, [])).ShouldBeTrue();
        need.Of(new ScanFile(file with { ValueCounts = new Dictionary<int, long> { [1] = 1 } }, 1, [])).ShouldBeFalse();
        need.Of(new ScanFile(file with { ColumnBytes = new Dictionary<int, long> { [1] = 10 } }, 1, [])).ShouldBeFalse();
    }

    [Fact]
    public async Task Tables_of_our_own_are_read_without_a_look_at_footers()
    {
        using var scene = new DeletesScene();
        var request = new TableWriteRequest
        {
            Table = TableName.Parse("silver.orders"),
            Current = null,
            Select = "select i as id, date '2024-01-01' + (i % 3)::integer as day, {'x': i, 'l': [{'y': i}]} as point, null::varchar as name from range(9) t(i)",
            Layout = new TableLayout { Partitions = [LayoutText.PartitionOf("day")!, LayoutText.PartitionOf("name")!] },
        };
        var entry = (await scene.Writer.WriteAsync(scene.Connection, request, TestContext.Current.CancellationToken)).Entry;
        var metadata = await scene.Tables.MetadataAsync(entry, default);
        scene.Tables.IsOwn(metadata).ShouldBeTrue();
        (await scene.Tables.PlanAsync(metadata, default)).Files.Count(NeedOf(metadata).Of).ShouldBe(0);
        (await scene.RowsAsync(entry, "select count(*), count(distinct day), sum(point.l[1].y) from t")).ShouldBe(["9,3,36"]);
    }

    private static FooterNeed NeedOf(TableMetadata metadata) => new(metadata, metadata.CurrentSchema);

    private static TableMetadata Evolved(IcebergType.Struct point) => Table with
    {
        Schemas = [Table.CurrentSchema, Table.CurrentSchema with { SchemaId = 1, Fields = new FieldList([Table.CurrentSchema.Fields[0], Table.CurrentSchema.Fields[1] with { Type = point }]) }],
        CurrentSchemaId = 1,
    };

    private static NestedField Field(int id, string name, IcebergType type) => new() { Id = id, Name = name, Type = type };
}
