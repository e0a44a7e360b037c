using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

public sealed class DataFileWriterTests : WriterFixture
{
    private const string Events =
        """
        select i as id, 'größe ' || (i % 37) as name, timestamp '1969-12-30 22:30:00' + interval (i) minute as at,
            case when i % 11 = 0 then null else date '2024-01-31' + (i % 90)::integer end as day, (i % 1000) / 8.0 as amount,
            (i - 500)::decimal(9, 2) as price, (i % 5)::varchar::blob as bytes, uuid() as key, {'part': i % 3} as box
        from range(5000) as numbers(i)
        """;

    private static readonly TableName Table = TableName.Parse("silver.events");

    [Theory]
    [InlineData("id")]
    [InlineData("name")]
    [InlineData("box.part")]
    [InlineData("year(at)")]
    [InlineData("month(at)")]
    [InlineData("day(at)")]
    [InlineData("hour(at)", 5000 / 60)]
    [InlineData("month(day)")]
    [InlineData("day(day)")]
    [InlineData("bucket(16, id)", 16)]
    [InlineData("bucket(7, name)", 7)]
    [InlineData("bucket(4, at)", 4)]
    [InlineData("bucket(4, day)", 5)]
    [InlineData("bucket(4, price)", 4)]
    [InlineData("bucket(3, bytes)")]
    [InlineData("bucket(3, key)", 3)]
    [InlineData("truncate(1000, id)", 5)]
    [InlineData("truncate(7, name)")]
    [InlineData("truncate(50, price)")]
    [InlineData("truncate(1, bytes)", 5)]
    public async Task Each_file_holds_the_rows_of_one_partition(string partition, int? filesMin = null)
    {
        var rows = partition == "id" ? $"{Events} limit 40" : Events;
        Connection.Execute($"create table events as {rows}");
        var entry = await WriteAsync(null, "from events", new TableLayout { Partitions = [LayoutText.PartitionOf(partition)!] });
        var files = await FilesAsync(entry);
        foreach (var file in files)
            (await TuplesInAsync(entry, file)).ShouldHaveSingleItem().ShouldBe(file.File.Partition);
        files.Select(f => Text(f.File.Partition[0])).ShouldBeUnique();
        files.Count.ShouldBeGreaterThanOrEqualTo(filesMin ?? 2);
        await SameRowsAsync(entry, "from events");
    }

    [Fact]
    public async Task Partitions_of_several_columns_are_told_in_the_path()
    {
        var layout = new TableLayout { Partitions = [LayoutText.PartitionOf("month(at)")!, LayoutText.PartitionOf("box.part")!] };
        var files = await FilesAsync(await WriteAsync(null, Events, layout));
        files.Count.ShouldBe(6);
        files.ShouldAllBe(f => f.File.Path.Contains("/data/at_month=19", StringComparison.Ordinal) && f.File.Path.Contains("/box.part=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_are_sorted_inside_files_and_between_them()
    {
        var layout = new TableLayout { Sort = [LayoutText.SortOf("amount desc")!, LayoutText.SortOf("id")!], Properties = Target(60_000) };
        var entry = await WriteAsync(null, Events.Replace("range(5000)", "range(200000)", StringComparison.Ordinal), layout);
        var files = await FilesAsync(entry);
        files.Count.ShouldBeGreaterThan(3);
        files.ShouldAllBe(f => f.File.SortOrderId == 1);
        var paths = string.Join(", ", files.Select(f => $"'{Tables.Files.LocalPathAsync(f.File.Path, default).Result}'"));
        Single($"""
            select count(*) from (
                select amount, id, lag(amount) over whole as amount_before, lag(id) over whole as id_before
                from read_parquet([{paths}], filename = true, file_row_number = true) window whole as (order by list_position([{paths}], filename), file_row_number)
            ) where amount_before < amount or (amount_before = amount and id_before >= id)
            """).ShouldBe(0L);
        Single($"select count(distinct id) from ({await Tables.ReadSqlAsync(entry, default)})").ShouldBe(200_000L);
    }

    [Fact]
    public async Task Partitions_are_sorted_and_cut_by_themselves()
    {
        var layout = new TableLayout { Partitions = [LayoutText.PartitionOf("bucket(2, id)")!], Sort = [LayoutText.SortOf("key")!], Properties = Target(400_000) };
        var files = await FilesAsync(await WriteAsync(null, Events.Replace("range(5000)", "range(100000)", StringComparison.Ordinal), layout));
        files.Count.ShouldBeGreaterThan(4);
        foreach (var path in files.Select(f => Tables.Files.LocalPathAsync(f.File.Path, default).Result))
            Single($"select count(*) from (select key, lag(key) over (order by file_row_number) as before from read_parquet('{path}', file_row_number = true)) where before > key").ShouldBe(0L);
    }

    [Fact]
    public async Task Files_come_near_to_the_tables_target_size()
    {
        var rows = "select uuid() as key, i from range(400000) as numbers(i)";
        (await FilesAsync(await WriteAsync(null, rows, new TableLayout()))).ShouldHaveSingleItem();
        var files = await FilesAsync(await WriteAsync(null, rows, new TableLayout { Properties = Target(2_000_000) }));
        files.Count.ShouldBeInRange(2, 5);
    }

    [Fact]
    public async Task New_files_follow_the_new_layout_and_old_ones_stay_as_they_are()
    {
        var first = await WriteAsync(null, Events, new TableLayout { Partitions = [LayoutText.PartitionOf("month(at)")!] });
        var second = await WriteAsync(first, Events, new TableLayout { Partitions = [LayoutText.PartitionOf("bucket(2, id)")!], Sort = [LayoutText.SortOf("id")!] });
        var third = await WriteAsync(second, Events, new TableLayout());
        var metadata = await Tables.MetadataAsync(third, default);
        metadata.PartitionSpecs.Count.ShouldBe(2);
        metadata.DefaultSortOrder.Fields.Count.ShouldBe(1);
        (await FilesAsync(third)).GroupBy(f => (f.File.SpecId, f.File.SortOrderId)).Select(g => (g.Key, g.Count())).Order()
            .ShouldBe([((0, null), 2), ((1, 1), 4)]);
        Single($"select count(*) from ({await Tables.ReadSqlAsync(third, default)})").ShouldBe(15_000L);
    }

    [Fact]
    public async Task Rows_take_the_place_of_the_partitions_that_they_are_in()
    {
        var layout = new TableLayout { Partitions = [LayoutText.PartitionOf("day")!] };
        var first = await WriteAsync(null, "select date '2026-01-01' + (i % 3)::integer as day, i from range(9) as numbers(i)", layout);
        var second = await WriteAsync(first, "select date '2026-01-02' as day, 100 as i", layout, new WriteMode.ReplacePartitions());
        Single($"select list(i order by i)::varchar from ({await Tables.ReadSqlAsync(second, default)})").ShouldBe("[0, 2, 3, 5, 6, 8, 100]");
        (await WriteAsync(second, "select date '2026-01-02' as day, 100 as i where false", layout, new WriteMode.ReplacePartitions())).ShouldBe(second);
    }

    [Fact]
    public async Task A_layout_of_columns_that_are_gone_ends_with_them()
    {
        var first = await WriteAsync(null, "select 1 as id, 'a' as name", new TableLayout { Partitions = [LayoutText.PartitionOf("name")!], Sort = [LayoutText.SortOf("name")!] });
        var second = await WriteAsync(first, "select 1 as id", new TableLayout(), new WriteMode.Replace());
        var metadata = await Tables.MetadataAsync(second, default);
        metadata.DefaultSpec.IsUnpartitioned.ShouldBeTrue();
        metadata.DefaultSortOrderId.ShouldBe(0);
    }

    [Fact]
    public async Task A_layout_that_cannot_be_is_refused_with_every_fault()
    {
        var layout = new TableLayout { Partitions = [LayoutText.PartitionOf("gone")!, LayoutText.PartitionOf("year(id)")!] };
        var failure = await Should.ThrowAsync<TarnException>(() => WriteAsync(null, "select 1 as id", layout));
        failure.Problems.Select(p => (p.Code, p.What)).ShouldBe(
            [("table.layout", "there is no column 'gone'."), ("table.layout", "partition field 'id_year': year does not take int.")]);
    }

    [Fact]
    public async Task A_metadata_file_is_named_once_in_the_log_whatever_a_write_changes()
    {
        var first = await WriteAsync(null, "select 1 as id", new TableLayout());
        var second = await WriteAsync(first, "select 2 as id, 'x' as name", new TableLayout { Partitions = [LayoutText.PartitionOf("name")!], Properties = Target(1000) });
        (await Tables.MetadataAsync(second, default)).MetadataLog.Select(l => l.MetadataFile).ShouldBe([first.MetadataLocation]);
    }

    [Theory]
    [InlineData(null, null, "ZSTD")]
    [InlineData("zstd", "19", "ZSTD")]
    [InlineData("ZSTD", null, "ZSTD")]
    [InlineData("snappy", null, "SNAPPY")]
    [InlineData("gzip", "6", "GZIP")]
    [InlineData("lz4", null, "LZ4_RAW")]
    [InlineData("brotli", null, "BROTLI")]
    [InlineData("uncompressed", null, "UNCOMPRESSED")]
    public async Task Pages_are_compressed_as_the_table_says_also_in_files_that_are_written_twice(string? codec, string? level, string found)
    {
        var properties = Compressed(codec, level);
        foreach (var partitions in new[] { Array.Empty<PartitionChange.Add>(), [LayoutText.PartitionOf("bucket(2, id)")!] })
        {
            var entry = await WriteAsync(null, "select i as id, 'name ' || i as name from range(3000) as numbers(i)", new TableLayout { Properties = properties, Partitions = partitions, Sort = [LayoutText.SortOf("name")!] });
            foreach (var file in await FilesAsync(entry))
                Single($"select distinct compression from parquet_metadata('{await Tables.Files.LocalPathAsync(file.File.Path, default)}')").ShouldBe(found);
        }
    }

    [Fact]
    public async Task Properties_of_other_engines_change_no_file()
    {
        string[] names =
        [
            "write.data.path", "write.metadata.path", "write.object-storage.enabled", "write.location-provider.impl", "write.parquet.row-group-size-bytes", "write.parquet.page-size-bytes",
            "write.delete.parquet.compression-codec", "write.metadata.compression-codec", "write.metadata.delete-after-commit.enabled", "write.metadata.metrics.default", "write.format.default",
            "write.delete.format.default",
        ];
        var entry = await WriteAsync(null, "select i as id from range(130000) as numbers(i)", new TableLayout { Properties = names.ToDictionary(name => name, _ => "none", StringComparer.Ordinal) });
        var file = (await FilesAsync(entry)).Single().File;
        var table = await Tables.MetadataAsync(entry, default);
        table.Properties.Keys.ShouldBe(names, ignoreOrder: true);
        file.Path.ShouldStartWith($"{table.Location}/data/");
        entry.MetadataLocation.ShouldStartWith($"{table.Location}/metadata/");
        file.LowerBounds!.Count.ShouldBe(1);
        var path = await Tables.Files.LocalPathAsync(file.Path, default);
        Row($"select max(row_group_num_rows), count(*), min(compression) from parquet_metadata('{path}')").ShouldBe([122_880L, 2L, "ZSTD"]);
        (await Tables.Files.ReadAsync(entry.MetadataLocation, default)).ToArray()[0].ShouldBe((byte)'{');
    }

    [Theory]
    [InlineData("lzo", null, "Files cannot be written with 'write.parquet.compression-codec' = 'lzo'.")]
    [InlineData("zstd", "99", "Files cannot be written with 'write.parquet.compression-level' = '99'.")]
    public async Task A_codec_that_the_engine_does_not_have_is_refused(string codec, string? level, string what)
    {
        var problem = (await Should.ThrowAsync<TarnException>(() => WriteAsync(null, "select 1 as id", new TableLayout { Properties = Compressed(codec, level) }))).Problems.ShouldHaveSingleItem();
        (problem.Code, problem.What).ShouldBe(("table.compression", what));
    }

    private static Dictionary<string, string> Compressed(string? codec, string? level) => new[] { ("write.parquet.compression-codec", codec), ("write.parquet.compression-level", level) }
        .Where(property => property.Item2 is not null).ToDictionary(property => property.Item1, property => property.Item2!, StringComparer.Ordinal);

    private static Dictionary<string, string> Target(int bytes) => new(StringComparer.Ordinal) { ["write.target-file-size-bytes"] = $"{bytes}" };

    private async Task<TableEntry.Table> WriteAsync(TableEntry.Table? current, string select, TableLayout layout, WriteMode? mode = null) =>
        (await Writer.WriteAsync(
            Connection,
            new TableWriteRequest { Table = Table, Current = current, Select = select, Layout = layout, Mode = mode ?? new WriteMode.Append() },
            TestContext.Current.CancellationToken)).Entry;

    private async Task<IReadOnlyList<ScanFile>> FilesAsync(TableEntry.Table entry) =>
        [.. (await Tables.FilesOfAsync(await Tables.MetadataAsync(entry, default), default)).OrderBy(f => Path.GetFileName(f.File.Path), StringComparer.Ordinal)];

    /// <summary>The partitions that the format's own transforms give the rows of a file.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<object?>>> TuplesInAsync(TableEntry.Table entry, ScanFile file)
    {
        var metadata = await Tables.MetadataAsync(entry, default);
        var field = metadata.DefaultSpec.Fields.ShouldHaveSingleItem();
        var path = SchemaFields.PathOf(metadata.CurrentSchema, field.SourceId)!;
        var type = SchemaFields.ById(metadata.CurrentSchema, field.SourceId)!.Type;
        using var result = Connection.Query($"select {StoredValue.Sql(type, SqlText.Names(path.Names).Replace(", ", ".", StringComparison.Ordinal))} from read_parquet('{await Tables.Files.LocalPathAsync(file.File.Path, default)}')");
        var values = result.Rows().Select(row => PartitionValues.Apply(field.Transform, type, StoredValue.Of(type, row[0])));
        return [.. values.DistinctBy(Text).Select(v => (IReadOnlyList<object?>)[v])];
    }

    private static string Text(object? value) => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}";

    private async Task SameRowsAsync(TableEntry.Table entry, string select)
    {
        const string sums = "select count(*), sum(hash(t))::varchar from";
        Row($"{sums} ({await Tables.ReadSqlAsync(entry, default)}) as t").ShouldBe(Row($"{sums} ({select}) as t"));
    }

    private object? Single(string sql) => Row(sql)[0];

    private object?[] Row(string sql)
    {
        using var result = Connection.Query(sql);
        return result.Rows().Single();
    }
}
