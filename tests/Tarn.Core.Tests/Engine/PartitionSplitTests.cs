using Tarn.Engine;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

public sealed class PartitionSplitTests : WriterFixture
{
    private static readonly TableSchema Schema = new()
    {
        SchemaId = 0,
        Fields = new FieldList([new NestedField { Id = 1, Name = "key", Type = new IcebergType.String() }, new NestedField { Id = 2, Name = "n", Type = new IcebergType.Long() }]),
    };

    private static readonly PartitionSpec Spec = new()
    {
        SpecId = 0,
        Fields = [new PartitionField(1, 1000, "key", new Transform.Identity()), new PartitionField(2, 1001, "n_bucket", new Transform.Bucket(2))],
    };

    /// <summary>Partitions, and how many may be open; rows come in an order that opens files again and again. Nulls and empty texts are partitions too.</summary>
    [Theory]
    [InlineData(3, 16)]
    [InlineData(8, 16)]
    [InlineData(9, 16)]
    [InlineData(500, 16)]
    [InlineData(60, 2)]
    public void Each_partition_has_one_file_and_no_row_is_lost(int keys, int openMax)
    {
        var select = $"select case i % {keys} when 0 then null when 1 then '' else 'k' || (i % {keys}) end as key, i // {keys} as n from range(20 * {keys}) as rows(i)";
        var files = new PartitionSplit(Engine, Connection, Spec, copy => CopiedFile.Of(Connection, copy, default), openMax).Write(new CopySql(Schema), select, Path.Combine(Engine.ScratchFolder, "split"), default);
        files.Count.ShouldBe(2 * keys);
        files.Sum(file => file.Rows).ShouldBe(20 * keys);
        using var result = Connection.Query(
            $"""
            select count(distinct (key, n)), count(distinct (filename, key, tarn_bucket(2, n))), count(distinct filename), count(*)
            from read_parquet([{string.Join(", ", files.Select(file => SqlText.Text(file.Path)))}], filename = true)
            """);
        result.Rows().Single().ShouldBe([20L * keys, 2L * keys, 2L * keys, 20L * keys]);
    }

    [Fact]
    public void Rows_flow_once()
    {
        Connection.Execute("create sequence calls");
        const string Select = "select (nextval('calls') % 50)::varchar as key, i as n from range(1000) as rows(i)";
        var files = new PartitionSplit(Engine, Connection, Spec, copy => CopiedFile.Of(Connection, copy, default), openMax: 4).Write(new CopySql(Schema), Select, Path.Combine(Engine.ScratchFolder, "split"), default);
        files.Sum(file => file.Rows).ShouldBe(1000);
        using var result = Connection.Query("select nextval('calls')");
        result.Rows().Single()[0].ShouldBe(1001L);
    }
}
