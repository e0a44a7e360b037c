using System.Globalization;
using System.Text.Json.Nodes;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Iceberg.Tests.Scans;

/// <summary>Planned files, read by DuckDB, hold the rows they should; files that DuckDB wrote are read by icebird through our metadata.</summary>
public sealed class DuckDbRowsTests : IDisposable
{
    private static readonly TableSchema Schema = new()
    {
        SchemaId = 0,
        Fields = new FieldList(
        [
            new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long() },
            new NestedField { Id = 2, Name = "day", Type = new IcebergType.Date() },
            new NestedField { Id = 3, Name = "amount", Type = new IcebergType.Decimal(9, 2) },
        ]),
    };

    private static readonly PartitionSpec ByDay = new() { SpecId = 0, Fields = [new PartitionField(2, 1000, "day", new Transform.Day())] };

    private readonly DuckDbDatabase _duckDb = DuckDbDatabase.Open(new DuckDbSettings());

    public void Dispose() => _duckDb.Dispose();

    [Theory]
    [MemberData(nameof(ForeignTablesTests.Tables), MemberType = typeof(ForeignTablesTests))]
    public async Task The_planned_files_of_a_foreign_table_hold_the_rows_it_counts_before_deletes(string folder, int files, long rows, int filesWithDeletes, string[] writtenAs)
    {
        var table = ForeignTable.Open(folder, writtenAs);
        var plan = await table.PlanAsync();
        plan.Files.Count(f => f.Deletes.Count > 0).ShouldBe(filesWithDeletes);
        var paths = new List<string>();
        foreach (var file in plan.Files)
            paths.Add(await table.Files.LocalPathAsync(file.File.Path));
        paths.Count.ShouldBe(files);
        Count(paths).ShouldBe(rows);
    }

    [Fact]
    public async Task Files_that_DuckDB_wrote_are_pruned_by_us_and_read_by_icebird()
    {
        using var table = new WrittenTable(ByDay);
        DataFile[] files = [.. Enumerable.Range(0, 4).Select(n => Copy(table, n))];
        table.Commit(Schema, files[..2]);
        table.Commit(Schema, files[2..]);
        var metadata = table.Publish(Schema);

        var request = ScanRequest.Of(metadata, metadata.CurrentSnapshot) with { Filter = new Expression.And(new Expression.Greater(2, 20000), new Expression.Less(1, 250L)) };
        var plan = await TableScan.PlanAsync(new TableFiles(new LocalObjectStore(table.Folder)), request, TestContext.Current.CancellationToken);
        plan.Files.Select(f => f.File.Partition[0]).ShouldBe([20001, 20002]);
        Count(plan.Files.Select(f => new Uri(f.File.Path).LocalPath)).ShouldBe(200);

        var rows = (await NodePrograms.ReadTableAsync(table.Folder, "v1.metadata.json")).Select(row => JsonNode.Parse(row)!).ToList();
        rows.Count.ShouldBe(400);
        rows.Sum(row => row["id"]!.GetValue<long>()).ShouldBe(79_800);
        rows.Sum(row => row["amount"]!.GetValue<decimal>()).ShouldBe(39_900m);
        rows[399]["day"]!.GetValue<string>().ShouldStartWith("2024-10-07");
    }

    /// <summary>100 rows of one day, with the bounds of their ids.</summary>
    private DataFile Copy(WrittenTable table, int n)
    {
        var path = table.PathOf($"f{n}.parquet");
        using var connection = _duckDb.Connect();
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            copy (select i as id, date '1970-01-01' + {20000 + n} as day, (i / 2)::decimal(9, 2) as amount from range({n * 100}, {(n * 100) + 100}) t(i))
            to '{path}' (format parquet, field_ids {'{'}id: 1, day: 2, amount: 3{'}'}, kv_metadata {'{'}'iceberg.schema': '{SchemaJson.Print(Schema)}'{'}'})
            """));
        return new DataFile
        {
            Path = "file://" + path,
            Partition = [20000 + n],
            RecordCount = 100,
            FileBytes = 0,
            LowerBounds = new Dictionary<int, byte[]> { [1] = SingleValueBounds.Lower(new IcebergType.Long(), n * 100L)! },
            UpperBounds = new Dictionary<int, byte[]> { [1] = SingleValueBounds.Upper(new IcebergType.Long(), (n * 100L) + 99)! },
        };
    }

    private long Count(IEnumerable<string> paths)
    {
        using var connection = _duckDb.Connect();
        using var result = connection.Query($"select count(*) from read_parquet([{string.Join(", ", paths.Select(path => $"'{path}'"))}])");
        return Convert.ToInt64(result.Single(), CultureInfo.InvariantCulture);
    }
}
