using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Manifests;

namespace Tarn.Core.Tests.Engine;

/// <summary>What the manifest tells of a data file, and what the file tells of itself.</summary>
public sealed class CopyStatisticsTests : WriterFixture
{
    [Fact]
    public async Task Values_and_nulls_are_counted_and_NaN_where_there_is_none()
    {
        var file = await WrittenAsync("select if(i = 0, null, i) as id, if(i = 1, 'nan'::double, i) as some, i::float as none from range(4) as numbers(i)");
        Text(file.ValueCounts).ShouldBe("1=4 2=4 3=4");
        Text(file.NullCounts).ShouldBe("1=1 2=0 3=0");
        Text(file.NanCounts).ShouldBe("3=0");
        file.LowerBounds!.Keys.Order().ShouldBe([1, 2, 3]);
        BitConverter.ToDouble(file.UpperBounds![2]).ShouldBe(3);
    }

    [Fact]
    public async Task Footers_have_the_field_ids_and_the_schema()
    {
        var path = new Uri((await WrittenAsync("select 1 as id, {'x': 2} as point")).Path).LocalPath;
        Single($"select list(field_id order by field_id)::varchar from parquet_schema('{path}') where field_id is not null").ShouldBe("[1, 2, 3]");
        Single($"select decode(value) from parquet_kv_metadata('{path}') where decode(key) = 'iceberg.schema'").ShouldBe(
            """{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"id","required":false,"type":"int"},{"id":2,"name":"point","required":false,"type":{"type":"struct","fields":[{"id":3,"name":"x","required":false,"type":"int"}]}}]}""");
    }

    private static string Text(IReadOnlyDictionary<int, long>? counts) => string.Join(' ', counts!.OrderBy(c => c.Key).Select(c => $"{c.Key}={c.Value}"));

    private async Task<DataFile> WrittenAsync(string select)
    {
        var request = new TableWriteRequest { Table = TableName.Parse("silver.numbers"), Current = null, Select = select };
        var entry = (await Writer.WriteAsync(Connection, request, TestContext.Current.CancellationToken)).Entry;
        return (await Tables.PlanAsync(await Tables.MetadataAsync(entry, default), default)).Files.Single().File;
    }

    private object? Single(string sql)
    {
        using var result = Connection.Query(sql);
        return result.Rows().Single()[0];
    }
}
