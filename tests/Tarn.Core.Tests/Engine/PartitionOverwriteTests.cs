using FsCheck;
using FsCheck.Fluent;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Scans;

namespace Tarn.Core.Tests.Engine;

public sealed class PartitionOverwriteTests : WriterFixture
{
    private static readonly TableName Table = TableName.Parse("silver.days");
    private readonly PartitionOverwrite _overwrite;

    public PartitionOverwriteTests() => _overwrite = new PartitionOverwrite(Tables, Writer, new RowEditor(Engine, Tables, Writer));

    /// <summary>Ways to split rows of a day and a number, and the same as C# tells which partition a row is in.</summary>
    private static readonly (string[] Terms, Func<(int? Day, int N), object> Key)[] Specs =
    [
        (["month(day)"], row => (object?)(row.Day / 31) ?? "null"),
        (["day"], row => (object?)row.Day ?? "null"),
        (["truncate(10, n)"], row => row.N / 10),
        (["day", "truncate(10, n)"], row => (row.Day, row.N / 10)),
        ([], _ => 0),
    ];

    [Theory]
    [InlineData("copy-on-write", 2)]
    [InlineData("merge-on-read", 2)]
    [InlineData("merge-on-read", 3)]
    public void However_the_table_was_partitioned_before_the_rows_of_the_new_ones_partitions_are_replaced(string mode, int version)
    {
        var row = Gen.Choose(-1, 92).Zip(Gen.Choose(0, 39), (day, n) => (Day: day < 0 ? (int?)null : day, N: n));
        var write = Gen.Choose(0, Specs.Length - 1).Zip(row.ListOf(), (spec, rows) => (Spec: spec, Rows: rows));
        var writes = write.ListOf(4).Where(all => all.Count > 0 && all[0].Rows.Count > 0);
        Prop.ForAll(writes.ToArbitrary(), all => HoldsAsync(all, mode, version).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    [Fact]
    public async Task Rows_of_other_days_of_a_month_stay_when_the_table_is_split_by_days()
    {
        var first = await WriteAsync(null, "select date '2026-01-01' + i::integer as day, 'old' as name from range(3) as days(i)", ["month(day)"]);
        var second = await WriteAsync(first, "select date '2026-01-02' as day, 'new' as name", ["day"]);
        (await RowsAsync(second)).ShouldBe(["2026-01-01|old", "2026-01-02|new", "2026-01-03|old"]);
        var files = await FilesAsync(second);
        files.Select(file => file.File.SpecId).Distinct().ShouldHaveSingleItem().ShouldBe(1);
        (await RowsAsync(await WriteAsync(second, "select date '2026-01-03' as day, 'newer' as name", ["day"]))).ShouldBe(["2026-01-01|old", "2026-01-02|new", "2026-01-03|newer"]);
    }

    [Fact]
    public async Task A_file_of_an_older_spec_without_such_rows_stays()
    {
        var first = await WriteAsync(null, "select date '2026-01-01' as day, 'old' as name union all select date '2026-02-01', 'old'", ["month(day)"]);
        var second = await WriteAsync(first, "select date '2026-02-01' as day, 'new' as name", ["day"]);
        (await RowsAsync(second)).ShouldBe(["2026-01-01|old", "2026-02-01|new"]);
        (await FilesAsync(second)).Select(file => file.File.Path).Intersect((await FilesAsync(first)).Select(file => file.File.Path)).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Files_of_one_spec_are_replaced_whole_and_none_is_read()
    {
        var first = await WriteAsync(null, "select date '2026-01-01' as day, 'old' as name", ["day"]);
        var second = await WriteAsync(first, "select date '2026-01-01' as day, 'new' as name", ["day"]);
        (await Tables.MetadataAsync(second, default)).CurrentSnapshot!.Summary["replace-partitions"].ShouldBe("true");
        (await RowsAsync(second)).ShouldBe(["2026-01-01|new"]);
    }

    [Fact]
    public async Task No_rows_replace_none()
    {
        var first = await WriteAsync(null, "select date '2026-01-01' as day, 'old' as name", ["month(day)"]);
        var second = await WriteAsync(first, "select date '2026-01-01' as day, 'new' as name where false", ["day"]);
        (await RowsAsync(second)).ShouldBe(["2026-01-01|old"]);
    }

    [Fact]
    public async Task Partitions_by_a_column_that_older_rows_lack_are_refused()
    {
        var first = await WriteAsync(null, "select date '2026-01-01' as day", ["day"]);
        var failure = await Should.ThrowAsync<TarnException>(() => WriteAsync(first, "select date '2026-01-01' as day, 'x' as kind", ["kind"]));
        (failure.Kind, failure.Problems.Single().Code).ShouldBe((FailureKind.Invalid, "table.partition-columns"));
        failure.Problems.Single().What.ShouldBe("Which of the table's rows are in the partitions of the new ones is not known: there is no column 'kind'.");
    }

    private async Task HoldsAsync(IList<(int Spec, List<(int? Day, int N)> Rows)> writes, string mode, int version)
    {
        TableEntry.Table? table = null;
        List<((int? Day, int N) Row, int Write)> expected = [];
        foreach (var (at, write) in writes.Index())
        {
            var (terms, key) = Specs[write.Spec];
            var replaced = write.Rows.Select(key).ToHashSet();
            expected = [.. expected.Where(old => !replaced.Contains(key(old.Row))), .. write.Rows.Select(row => (row, at))];
            var values = write.Rows.Select(row => $"({(row.Day is { } day ? $"date '2026-01-01' + {Civil(day)}" : "null")}, {row.N}, {at})").DefaultIfEmpty("(null, null, null)");
            var select = $"select day::date as day, n::integer as n, w::integer as w from (values {string.Join(", ", values)}) t(day, n, w) where w is not null";
            table = await WriteAsync(table, select, terms, new() { ["write.delete.mode"] = mode, ["format-version"] = $"{version}" });
        }
        (await RowsAsync(table!, "select * from (select (day - date '2026-01-01')::integer as day, n, w from ({0})) order by all"))
            .ShouldBe(expected.Select(e => $"{(e.Row.Day is { } day ? Civil(day) : null)}|{e.Row.N}|{e.Write}"), ignoreOrder: true);
    }

    /// <summary>Days 0 to 92 as those of three months of 31 in a row: January, and July with August, of which the 31st of each is a day.</summary>
    private static int Civil(int day) => day < 31 ? day : day < 62 ? day - 31 + 181 : day - 62 + 212;

    private async Task<TableEntry.Table> WriteAsync(TableEntry.Table? current, string select, string[] terms, Dictionary<string, string>? properties = null)
    {
        var layout = new TableLayout { Partitions = [.. terms.Select(term => LayoutText.PartitionOf(term)!)], Properties = properties ?? [] };
        var request = new TableWriteRequest { Table = Table, Current = current, Select = select, Layout = layout };
        var cancel = TestContext.Current.CancellationToken;
        return (current is null ? await Writer.WriteAsync(Connection, request, cancel) : await _overwrite.WriteAsync(Connection, request, cancel)).Entry;
    }

    private async Task<IReadOnlyList<ScanFile>> FilesAsync(TableEntry.Table entry) => (await Tables.PlanAsync(await Tables.MetadataAsync(entry, default), default)).Files;

    private async Task<IReadOnlyList<string>> RowsAsync(TableEntry.Table entry, string sql = "select day::varchar, name from ({0}) order by all")
    {
        using var select = await new TableReader(Engine, Tables).SelectAsync(Connection, entry, default);
        using var result = Connection.Query(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, select.Sql));
        return [.. result.Rows().Select(row => string.Join('|', row))];
    }
}
