using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

public sealed class TableWriterTests : WriterFixture
{
    private static readonly TableName Orders = TableName.Parse("silver.orders");

    [Fact]
    public async Task What_is_appended_is_read_back()
    {
        var first = await WriteAsync(null, "select 1::bigint as id, 'a' as name union all select 2, null");
        var second = await WriteAsync(first, "select 3::bigint as id, 'c' as name");
        (await RowsAsync(second)).ShouldBe(["1,a", "2,", "3,c"]);
        (await RowsAsync(first)).ShouldBe(["1,a", "2,"]);
    }

    [Fact]
    public async Task New_columns_join_at_the_end_and_types_widen()
    {
        var first = await WriteAsync(null, "select 1::integer as id, 'a' as name");
        var second = await WriteAsync(first, "select 5000000000::bigint as id, 'b' as name, true as late");
        (await RowsAsync(second)).ShouldBe(["1,a,", "5000000000,b,True"]);
    }

    [Fact]
    public async Task Columns_that_the_rows_lack_are_null()
    {
        var first = await WriteAsync(null, "select 1 as id, 'a' as name");
        var second = await WriteAsync(first, "select 2 as id");
        (await RowsAsync(second)).ShouldBe(["1,a", "2,"]);
    }

    [Fact]
    public async Task Columns_that_the_rows_lack_get_their_write_default()
    {
        var version3 = new TableLayout { Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["format-version"] = "3" } };
        var first = (await Writer.WriteAsync(Connection, new TableWriteRequest { Table = Orders, Current = null, Select = "select 1 as id", Layout = version3 }, default)).Entry;
        var metadata = await Tables.MetadataAsync(first, default);
        var evolved = SchemaEvolution.Apply(metadata.CurrentSchema, metadata.LastColumnId, [new SchemaChange.Add(new ColumnPath("kind"), new IcebergType.String(), Default: "none")], formatVersion: 3);
        var schema = evolved.Schema with { Fields = new FieldList(evolved.Schema.Fields.Select(f => f.Name == "kind" ? f with { WriteDefault = "unknown" } : f)) };
        var changed = await Writer.SaveAsync(first, MetadataChange.Apply(metadata, [new TableUpdate.AddSchema(schema), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)], metadata.LastUpdatedMs, first.MetadataLocation), default);
        (await RowsAsync(await WriteAsync(changed, "select 2 as id"))).ShouldBe(["1,none", "2,unknown"]);
    }

    [Fact]
    public async Task A_required_column_stays_so_until_it_gets_a_null_and_one_that_identifies_rows_gets_none()
    {
        var schema = new TableSchema
        {
            SchemaId = 0,
            Fields = new FieldList([new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long(), Required = true }, new NestedField { Id = 2, Name = "name", Type = new IcebergType.String(), Required = true }]),
            IdentifierFieldIds = [1],
        };
        var table = await Tables.SaveAsync(null, TableMetadata.Create(new NewTable { TableUuid = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Location = Tables.Files.LocationOf("tables/t"), Schema = schema }, nowMs: 1), new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12));
        var first = await WriteAsync(table, "select 1::bigint as id, 'a' as name");
        (await Tables.MetadataAsync(first, default)).CurrentSchema.Fields.Select(f => f.Required).ShouldBe([true, true]);
        var second = await WriteAsync(first, "select 2::bigint as id, null::varchar as name");
        (await Tables.MetadataAsync(second, default)).CurrentSchema.Fields.Select(f => f.Required).ShouldBe([true, false]);
        (await RowsAsync(second)).ShouldBe(["1,a", "2,"]);
        (await Should.ThrowAsync<TarnException>(() => WriteAsync(second, "select null::bigint as id, 'c' as name"))).Problems.Single().What.ShouldBe("'id' identifies rows and cannot be optional.");
    }

    [Fact]
    public async Task Replacing_drops_the_old_rows_and_takes_the_new_columns()
    {
        var first = await WriteAsync(null, "select 1 as id, 'a' as name");
        var second = await WriteAsync(first, "select 'x' as id, 2.5::decimal(9,2) as price", new WriteMode.Replace());
        (await RowsAsync(second)).ShouldBe(["x,2.50"]);
        (await RowsAsync(first)).ShouldBe(["1,a"]);
    }

    [Fact]
    public async Task Replacing_files_keeps_the_others()
    {
        var first = await WriteAsync(null, "select 1 as id");
        var second = await WriteAsync(first, "select 2 as id");
        var files = await Tables.FilesOfAsync(await Tables.MetadataAsync(second, default), default);
        var third = await WriteAsync(second, "select 9 as id", new WriteMode.ReplaceFiles([files[0].File.Path]));
        (await RowsAsync(third)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_append_of_nothing_is_no_new_version()
    {
        var first = await WriteAsync(null, "select 1 as id");
        (await WriteAsync(first, "select 2 as id where false")).ShouldBe(first);
    }

    [Fact]
    public async Task The_files_that_the_writer_remembers_are_those_its_manifests_name()
    {
        var first = await WriteAsync(null, "select 1 as id");
        var second = await WriteAsync(first, "select 2 as id");
        var third = await WriteAsync(second, "select 3 as id", new WriteMode.Replace());
        var none = await WriteAsync(third, "select 4 as id where false", new WriteMode.Replace());
        var other = new LakeTables(Tables.Files);
        foreach (var table in new[] { first, second, third, none })
            (await Tables.ReadSqlAsync(table, default)).ShouldBe(await other.ReadSqlAsync(table, default));
    }

    [Fact]
    public async Task A_table_of_no_rows_is_read_with_its_types()
    {
        var empty = await WriteAsync(null, "select 1::bigint as id, [1.5::double] as list, {'a': now()} as part where false");
        (await RowsAsync(empty)).ShouldBeEmpty();
        using var statement = Connection.Prepare(await Tables.ReadSqlAsync(empty, default));
        statement.Columns.Select(c => c.Type.ToString()).ShouldBe(["BIGINT", "DOUBLE[]", "STRUCT(\"a\" TIMESTAMP WITH TIME ZONE)"]);
    }

    [Fact]
    public async Task Every_type_that_Iceberg_lacks_is_widened_and_keeps_its_value()
    {
        var written = await WriteAsync(null,
            """
            select 7::utinyint as a, 40000::usmallint as b, 4000000000::uinteger as c, 18446744073709551615::ubigint as d,
                   170141183460469231731687303715884105::hugeint as e, '{"x": 1}'::json as f, 'p'::enum('p', 'q') as g,
                   timestamp_ms '2026-06-04 01:02:03.004' as h, interval 3 days as i, '101'::bit as j
            """);
        (await RowsAsync(written)).ShouldBe(
            ["7,40000,4000000000,18446744073709551615,170141183460469231731687303715884105,{\"x\": 1},p,06/04/2026 01:02:03,3 days,101"]);
    }

    [Fact]
    public async Task Columns_that_cannot_become_the_tables_are_all_told_with_the_table()
    {
        var table = await WriteAsync(null, "select 1 as id, 'x' as name, date '2026-11-21' as seen");
        var failure = await Should.ThrowAsync<TarnException>(() => WriteAsync(table, "select 'a' as id, 2.5 as name, date '2026-11-22' as seen"));
        failure.Kind.ShouldBe(FailureKind.Invalid);
        failure.Problems.Select(p => (p.Code, p.What)).ShouldBe([
            ("table.columns", "'id' is int in the table and string in the rows."), ("table.columns", "'name' is string in the table and decimal(2, 1) in the rows.")]);
        failure.Problems.ShouldAllBe(p => p.Where == "silver.orders" && p.Next!.StartsWith("Cast the column"));
    }

    [Fact]
    public async Task Columns_named_alike_but_for_case_are_refused()
    {
        var failure = await Should.ThrowAsync<TarnException>(() => WriteAsync(null, "select 1 as id, 2 as \"ID\""));
        failure.Problems.ShouldHaveSingleItem().Code.ShouldBe("models.duplicate-column");
    }

    private async Task<TableEntry.Table> WriteAsync(TableEntry.Table? current, string select, WriteMode? mode = null) =>
        (await Writer.WriteAsync(
            Connection,
            new TableWriteRequest { Table = Orders, Current = current, Select = select, Mode = mode ?? new WriteMode.Append() },
            TestContext.Current.CancellationToken)).Entry;

    private async Task<IReadOnlyList<string>> RowsAsync(TableEntry.Table entry)
    {
        using var result = Connection.Query($"select * from ({await Tables.ReadSqlAsync(entry, default)}) order by 1");
        return [.. result.Rows().Select(row => string.Join(',', row))];
    }
}
