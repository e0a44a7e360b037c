using Tarn.Engine;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

public sealed class LiveSqlTests
{
    private static readonly NestedField Part = new()
    {
        Id = 3,
        Name = "part",
        Type = new IcebergType.Struct(new FieldList([new NestedField { Id = 4, Name = "b c", Type = new IcebergType.String() }])),
    };

    private static readonly TableSchema Schema = new()
    {
        SchemaId = 0,
        Fields = new FieldList([new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long() }, Part]),
    };

    private static readonly EqualityColumn Dropped = new(2, new NestedField { Id = 2, Name = "old", Type = new IcebergType.Date() }, new ColumnPath("old"));

    private static readonly LiveScan Scan = new() { Fields = Schema.Fields, Data = FileScanSql.ById(Schema.Fields, ["/a's.parquet", "/b.parquet"]), IsLive = "tarn_live(7, file_index, file_row_number)" };

    [Fact]
    public void Rows_deleted_by_position_are_left_out_in_the_scan() => Approved.Match(LiveSql.Of(Scan) + "\n", "LiveSqlTests.Positions.approved.sql");

    [Fact]
    public void Rows_deleted_by_their_values_are_left_out_by_a_join_for_each_set()
    {
        var scan = Scan with
        {
            Data = FileScanSql.ById([.. Schema.Fields, Dropped.Top], ["/a's.parquet", "/b.parquet"]),
            Sequences = [4, 9],
            Scopes = [0, 1],
            Equality =
            [
                new EqualityScan { Columns = [new EqualityColumn(1, Schema.Fields[0], new ColumnPath("id")), Dropped], Parts = [new EqualityPart(FileScanSql.ById([Schema.Fields[0], Dropped.Top], ["/d1.parquet", "/d2.parquet"]), [5, 10], [0, 1])], IsScoped = true },
                new EqualityScan { Columns = [new EqualityColumn(4, Part, new ColumnPath("part", "b c"))], Parts = [new EqualityPart(FileScanSql.ById([Part], ["/d3.parquet"]), [11], [])] },
            ],
        };
        Approved.Match(LiveSql.Of(scan) + "\n", "LiveSqlTests.Equality.approved.sql");
    }
}
