using System.Diagnostics;
using Tarn.Catalog;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Engine;

namespace Tarn.Core.Tests.Engine;

/// <summary>Tables that are wide, split into many partitions, or empty (fault F27).</summary>
public sealed class LargeTablesTests : WriterFixture
{
    private static readonly TableName Table = TableName.Parse("silver.large");

    [Fact]
    public async Task A_table_of_ten_thousand_columns_is_written_appended_to_and_read()
    {
        const int columns = 10_000;
        string RowOf(int n) => "select " + string.Join(", ", Enumerable.Range(0, columns).Select(c => $"{n + c} as c{c}"));
        var first = await WriteAsync(null, RowOf(1), new TableLayout());
        var second = await WriteAsync(first, RowOf(2), new TableLayout());
        (await Tables.MetadataAsync(second, default)).CurrentSchema.Fields.Count.ShouldBe(columns);
        (await RowsAsync(second, "c0, c9999")).ShouldBe(["1|10000", "2|10001"]);
    }

    /// <summary>1,000 files are open at once, so that the rows of other partitions are put aside.</summary>
    [Theory]
    [InlineData(600)]
    [InlineData(1_200)]
    public async Task Many_partitions_are_written_at_once_and_planned_one_by_one(int partitions)
    {
        var layout = new TableLayout { Partitions = [LayoutText.PartitionOf("p")!] };
        var entry = await WriteAsync(null, $"select i % {partitions} as p, i as v from range({2 * partitions}) as r(i)", layout);
        var metadata = await Tables.MetadataAsync(entry, default);
        var files = (await Tables.PlanAsync(metadata, default)).Files;
        files.Select(file => file.File.Partition[0]).Order().ShouldBe(Enumerable.Range(0, partitions).Select(p => (object?)(long)p));
        files.Sum(file => file.File.RecordCount).ShouldBe(2 * partitions);
        (await RowsAsync(entry, "sum(v)")).ShouldBe([$"{Enumerable.Range(0, 2 * partitions).Sum(v => (long)v)}"]);
    }

    [Fact]
    public async Task Time_is_linear_to_the_number_of_partitions()
    {
        var times = new List<(int Partitions, double Seconds)>();
        foreach (var partitions in LongTests.AreOn ? (int[])[5_000, 20_000, 100_000] : [100, 300])
        {
            var clock = Stopwatch.StartNew();
            await Many_partitions_are_written_at_once_and_planned_one_by_one(partitions);
            times.Add((partitions, clock.Elapsed.TotalSeconds));
        }
        TestContext.Current.SendDiagnosticMessage(string.Join(Environment.NewLine, times.Select(t => $"{t.Partitions,8} partitions in {t.Seconds:0.0} s")));
        var (first, last) = (times[0], times[^1]);
        (last.Seconds / last.Partitions).ShouldBeLessThan(Math.Max(4 * first.Seconds / first.Partitions, LongTests.AreOn ? 0 : 0.05));
    }

    [Fact]
    public async Task Tables_without_rows_are_read_appended_to_and_replaced()
    {
        var empty = await WriteAsync(null, "select 1 as id, 'a' as name where false", new TableLayout());
        (await RowsAsync(empty, "*")).ShouldBeEmpty();
        (await RowsAsync(empty, "count(*)")).ShouldBe(["0"]);
        var filled = await WriteAsync(empty, "select 1 as id, 'a' as name", new TableLayout());
        (await RowsAsync(filled, "*")).ShouldBe(["1|a"]);
        var editor = new RowEditor(Engine, Tables, Writer);
        var emptied = await editor.WriteAsync(Connection, new TableWriteRequest { Table = Table, Current = filled, Select = "" }, new RowEdit.Delete("true"), default);
        (await RowsAsync(emptied.Table.Entry, "*")).ShouldBeEmpty();
        (await RowsAsync(await WriteAsync(emptied.Table.Entry, "select 2 as id, 'b' as name", new TableLayout()), "*")).ShouldBe(["2|b"]);
    }

    private async Task<TableEntry.Table> WriteAsync(TableEntry.Table? current, string select, TableLayout layout) =>
        (await Writer.WriteAsync(Connection, new TableWriteRequest { Table = Table, Current = current, Select = select, Layout = layout }, TestContext.Current.CancellationToken)).Entry;

    private async Task<IReadOnlyList<string>> RowsAsync(TableEntry.Table entry, string columns)
    {
        using var select = await new TableReader(Engine, Tables).SelectAsync(Connection, new TableRead(entry), default);
        using var result = Connection.Query($"select {columns} from ({select.Sql}) order by 1");
        return [.. result.Rows().Select(row => string.Join('|', row))];
    }
}
