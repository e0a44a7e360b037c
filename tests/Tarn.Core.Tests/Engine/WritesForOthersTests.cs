using System.Text.Json;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Tests;

namespace Tarn.Core.Tests.Engine;

/// <summary>Tables after each kind of write, read by icebird, which shares no line with us.</summary>
public sealed class WritesForOthersTests : WriterFixture
{
    private static readonly TableName Table = TableName.Parse("silver.people");
    private TableEntry.Table? _entry;

    [Theory]
    [InlineData(2, "copy-on-write")]
    [InlineData(2, "merge-on-read")]
    [InlineData(3, "copy-on-write")]
    public async Task Every_kind_of_write_is_read_as_a_query_reads_it(int version, string mode)
    {
        var layout = new TableLayout
        {
            Partitions = [LayoutText.PartitionOf("bucket(3, id)")!, LayoutText.PartitionOf("month(day)")!],
            Sort = [LayoutText.SortOf("name desc")!],
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["format-version"] = $"{version}", ["write.merge.mode"] = mode },
        };
        await WriteAsync(PeopleSql(0, 50), layout, new WriteMode.Append());
        await AgreesAsync();
        await WriteAsync($"select *, id * 2 as late from ({PeopleSql(50, 60)})", layout, new WriteMode.Append());
        await AgreesAsync();
        await MergeAsync("select 3 as id, 'drei' as name, date '2026-02-03' as day, 7 as late union all select 55, 'x', date '2026-01-01', null", layout);
        await AgreesAsync();
        await MergeAsync("select 3 as id, 'again' as name, date '2026-02-03' as day, 8 as late union all select 4, 'y', date '2026-01-01', null", layout);
        await AgreesAsync();
        await WriteAsync("select 3 as id, 'alone' as name, date '2026-02-05' as day, 9 as late", layout, new WriteMode.ReplacePartitions());
        await AgreesAsync();
        await WriteAsync("select 1 as id, 'new' as title", layout with { Partitions = null, Sort = null }, new WriteMode.Replace());
        await AgreesAsync();
    }

    private static string PeopleSql(int from, int to) => $"select i as id, 'name ' || i as name, date '2026-01-20' + (i % 30)::integer as day from range({from}, {to}) as numbers(i)";

    private async Task WriteAsync(string select, TableLayout layout, WriteMode mode) =>
        _entry = (await Writer.WriteAsync(Connection, new TableWriteRequest { Table = Table, Current = _entry, Select = select, Layout = layout, Mode = mode }, TestContext.Current.CancellationToken)).Entry;

    private async Task MergeAsync(string rows, TableLayout layout)
    {
        Connection.Execute($"create or replace temp table new_rows as {rows}");
        var request = new TableWriteRequest { Table = Table, Current = _entry, Select = "from temp.main.new_rows", Layout = layout };
        _entry = (await new RowEditor(Engine, Tables, Writer).WriteAsync(Connection, request, new RowEdit.Merge("temp.main.new_rows", ["id"]), TestContext.Current.CancellationToken)).Table.Entry;
    }

    private async Task AgreesAsync()
    {
        var metadata = new Uri(_entry!.MetadataLocation).LocalPath;
        var read = await NodePrograms.ReadTableAsync(Path.GetDirectoryName(Path.GetDirectoryName(metadata))!, Path.GetFileName(metadata));
        using var select = await new TableReader(Engine, Tables).SelectAsync(Connection, _entry, default);
        using var result = Connection.Query(select.Sql);
        var names = result.Columns.Select(c => c.Name).ToList();
        var own = result.Rows().Select(row => string.Join('|', row.Select(v => v is DateOnly day ? $"{day:yyyy-MM-dd}" : $"{v}"))).Order(StringComparer.Ordinal).ToList();
        own.ShouldNotBeEmpty();
        read.Select(line => LineOf(line, names)).Order(StringComparer.Ordinal).ShouldBe(own);
    }

    private static string LineOf(string json, IReadOnlyList<string> names)
    {
        var row = JsonDocument.Parse(json).RootElement;
        return string.Join('|', names.Select(n => row.TryGetProperty(n, out var value) && value.ValueKind is not JsonValueKind.Null ? $"{value}".Replace("T00:00:00.000Z", "", StringComparison.Ordinal) : ""));
    }
}
