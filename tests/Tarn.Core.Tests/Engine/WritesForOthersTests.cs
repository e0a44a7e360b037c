using Tarn.Catalog;
using Tarn.Engine;

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

    /// <summary>Edits of a table whose files are of two specs.</summary>
    [Theory]
    [InlineData("copy-on-write")]
    [InlineData("merge-on-read")]
    public async Task Every_kind_of_edit_is_read_as_a_query_reads_it_by_the_old_and_the_new_partitions(string mode)
    {
        var properties = new[] { "write.delete.mode", "write.update.mode", "write.merge.mode" }.ToDictionary(property => property, _ => mode, StringComparer.Ordinal);
        await WriteAsync(PeopleSql(0, 30), new TableLayout { Partitions = [LayoutText.PartitionOf("month(day)")!], Properties = properties }, new WriteMode.Append());
        await WriteAsync(PeopleSql(30, 60), new TableLayout { Partitions = [LayoutText.PartitionOf("bucket(3, id)")!] }, new WriteMode.Append());
        (await Tables.MetadataAsync(_entry!, default)).PartitionSpecs.Count.ShouldBe(2);
        await AgreesAsync();
        await EditAsync(new RowEdit.Delete("id % 7 = 0"));
        await EditAsync(new RowEdit.Update(new Dictionary<string, string> { ["name"] = "upper(name)", ["day"] = "day + 1" }, "id % 5 = 1"));
        await EditAsync(new RowEdit.Overwrite("temp.main.new_rows", "day >= date '2026-02-10'"), "select 900 + i as id, 'late' as name, date '2026-02-10' as day from range(4) as numbers(i)");
        await EditAsync(new RowEdit.Delete("id > 900"));
        await WriteAsync(PeopleSql(100, 110), new TableLayout { Partitions = [] }, new WriteMode.Append());
        await EditAsync(new RowEdit.Delete("id in (3, 33, 103)"));
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

    private async Task EditAsync(RowEdit edit, string newRows = "select 1")
    {
        Connection.Execute($"create or replace temp table new_rows as {newRows}");
        var request = new TableWriteRequest { Table = Table, Current = _entry, Select = edit is RowEdit.Overwrite ? "from temp.main.new_rows" : "" };
        _entry = (await new RowEditor(Engine, Tables, Writer).WriteAsync(Connection, request, edit, TestContext.Current.CancellationToken)).Table.Entry;
        await AgreesAsync();
    }

    private Task AgreesAsync() => Icebird.AgreesAsync(Engine, Tables, _entry!);
}
