using Tarn.Catalog;
using Tarn.Iceberg;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

public sealed class TableReaderTests : IDisposable
{
    private readonly DeletesScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_table_without_deletes_is_read_by_the_same_text_as_ever()
    {
        var table = await _scene.WriteAsync(null, "select 1 as id");
        using var select = await _scene.Reader.SelectAsync(_scene.Connection, table, default);
        select.Sql.ShouldBe(await _scene.Tables.ReadSqlAsync(table, default));
        select.Leases.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_of_many_row_groups_are_deleted_by_their_positions_also_under_a_condition()
    {
        var table = await _scene.WriteAsync(null, "select 0::bigint as id, 0::bigint as kind where false");
        table = await _scene.AddAsync(table, _scene.DataFile("select i as id, i % 7 as kind from range(500_000) t(i) order by i", "id: 1, kind: 2"));
        table = await _scene.WriteAsync(table, "select i as id, 9::bigint as kind from range(500_000, 500_010) t(i)");
        var file = (await _scene.DataFilesAsync(table))[0];
        table = await _scene.AddAsync(table, _scene.PositionDeletes(file, "select i from range(0, 500_000, 3) t(i) union all select 1 union all select 1"));
        (await _scene.RowsAsync(table, "select count(*), sum(id) from t")).ShouldBe([await ExpectedAsync("true")]);
        (await _scene.RowsAsync(table, "select count(*), sum(id) from t where id > 499_000 and kind in (3, 9)")).ShouldBe([await ExpectedAsync("id > 499_000 and kind in (3, 9)")]);
        (await _scene.RowsAsync(table, "select id from t where id between 299_998 and 300_003 order by id")).ShouldBe(["299998", "299999", "300001", "300002"]);
        (await _scene.RowsAsync(table, "select * from t order by id limit 3")).ShouldBe(["2,2", "4,4", "5,5"]);
        (await _scene.RowsAsync(table, "select * from t order by id desc limit 2 offset 10")).ShouldBe(["499999,3", "499997,1"]);
        (await _scene.RowsAsync(table, "select count(*) from t where id < 10 and id not in (select id from t where kind = 2)")).ShouldBe(["4"]);

        Task<string> ExpectedAsync(string condition)
        {
            using var result = _scene.Connection.Query(
                $"select count(*), sum(id) from (select i as id, case when i < 500_000 then i % 7 else 9 end as kind from range(500_010) t(i)) where ({condition}) and (id >= 500_000 or (id % 3 <> 0 and id <> 1))");
            return Task.FromResult(string.Join(',', result.Rows().Single()));
        }
    }

    [Fact]
    public async Task Columns_that_are_named_as_the_engines_own_hide_nothing()
    {
        var table = await _scene.WriteAsync(null, "select i as file_row_number, 7 as file_index, 'f' as filename, 1 as sequence, 2 as scope, 3 as c1 from range(5) t(i)");
        table = await _scene.AddAsync(table, _scene.PositionDeletes((await _scene.DataFilesAsync(table))[0], "select 1"), _scene.DeleteFile("select 3::bigint as x", "x: 1", 1));
        (await _scene.RowsAsync(table)).ShouldBe(["0,7,f,1,2,3", "2,7,f,1,2,3", "4,7,f,1,2,3"]);
    }

    [Fact]
    public async Task Rows_written_after_an_equality_delete_stay_and_missing_values_match_missing_values()
    {
        var table = await _scene.WriteAsync(null, "select * from (values (1, 'a'), (2, 'b'), (null, 'c')) t(id, name)");
        table = await _scene.AddAsync(table, _scene.DeleteFile("select * from (values (1), (null)) t(id)", "id: 1", 1));
        table = await _scene.WriteAsync(table, "select * from (values (1, 'new'), (null, 'new')) t(id, name)");
        (await _scene.RowsAsync(table)).ShouldBe(["1,new", "2,b", ",new"]);
        table = await _scene.AddAsync(table, _scene.DeleteFile("select 1 as id", "id: 1", 1));
        (await _scene.RowsAsync(table)).ShouldBe(["2,b", ",new"]);
    }

    [Fact]
    public async Task Sets_of_other_columns_delete_each_by_its_own()
    {
        var table = await _scene.WriteAsync(null, "select * from (values (1, 'a', 10), (1, 'b', 11), (2, 'a', 12), (3, 'c', 13)) t(id, name, n)");
        table = await _scene.AddAsync(
            table,
            _scene.DeleteFile("select 1 as id, 'a' as name", "id: 1, name: 2", 1, 2),
            _scene.DeleteFile("select 3 as id, 'other' as name", "id: 1, name: 2", 1),
            _scene.DeleteFile("select 'b' as name, 2 as id", "name: 2, id: 1", 2, 1));
        (await _scene.RowsAsync(table)).ShouldBe(["1,b,11", "2,a,12"]);
    }

    [Fact]
    public async Task Positions_and_equality_delete_from_the_same_file()
    {
        var table = await _scene.WriteAsync(null, "select i as id from range(6) t(i)");
        table = await _scene.WriteAsync(table, "select i as id from range(10, 13) t(i)");
        var files = await _scene.DataFilesAsync(table);
        table = await _scene.AddAsync(table, _scene.PositionDeletes(files[0], "select unnest([0, 5])"), _scene.PositionDeletes(files[1], "select 2"));
        table = await _scene.AddAsync(table, _scene.DeleteFile("select unnest([2, 10])::bigint as id", "id: 1", 1));
        (await _scene.RowsAsync(table)).ShouldBe(["1", "3", "4", "11"]);
    }

    [Fact]
    public async Task Deletes_go_by_field_ids_through_renames_promotions_and_new_columns()
    {
        var table = await _scene.WriteAsync(null, "select * from (values (1::integer, 'a'), (2, 'b'), (3, 'c')) t(id, name)");
        table = await _scene.WriteAsync(table, "select 5_000_000_000::bigint as id, 'd' as name, 'x' as late");
        table = await _scene.AddAsync(table, _scene.DeleteFile("select unnest([2::integer])::integer as old_id", "old_id: 1", 1), _scene.DeleteFile("select 'x' as late, 'a' as old", "late: 3, old: 2", 2));
        (await _scene.RowsAsync(table)).ShouldBe(["3,c,", "5000000000,d,x"]);
        table = await _scene.AddAsync(table, _scene.DeleteFile("select null::varchar as late", "late: 3", 3));
        (await _scene.RowsAsync(table)).ShouldBe(["5000000000,d,x"]);
    }

    [Fact]
    public async Task A_column_that_was_dropped_since_still_deletes()
    {
        var table = await _scene.WriteAsync(null, "select * from (values (1, 'a'), (2, 'b')) t(id, name)");
        table = await _scene.AddAsync(table, _scene.DeleteFile("select 'b' as name", "name: 2", 2));
        var metadata = await _scene.Tables.MetadataAsync(table, default);
        var without = metadata.CurrentSchema with { SchemaId = 1, Fields = new FieldList([metadata.CurrentSchema.Fields[0]]) };
        table = await _scene.SaveAsync(
            table, MetadataChange.Apply(metadata, [new TableUpdate.AddSchema(without), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)], metadata.LastUpdatedMs, table.MetadataLocation));
        (await _scene.RowsAsync(table)).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_column_inside_a_struct_deletes_and_a_missing_struct_has_missing_values()
    {
        var table = await _scene.WriteAsync(null, "select * from (values (1, {'a': 1, 'b c': 'x'}), (2, {'a': 2, 'b c': 'y'}), (3, null)) t(id, part)");
        var fields = (await _scene.Tables.MetadataAsync(table, default)).CurrentSchema;
        var inner = SchemaFields.All(fields).Single(f => f.Path.Name == "b c").Field.Id;
        var ids = $"part: {{__duckdb_field_id: 2, 'b c': {inner}}}";
        table = await _scene.AddAsync(table, _scene.DeleteFile("select {'b c': 'y'} as part union all select null", ids, inner));
        (await _scene.RowsAsync(table, "select id from t order by 1")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_column_that_was_renamed_inside_its_struct_is_compared_by_its_field_id()
    {
        var table = await _scene.WriteAsync(null, "select i as id, {'a': i, 'c': 'x'} as part from range(5) t(i)");
        var metadata = await _scene.Tables.MetadataAsync(table, default);
        var (a, c) = (SchemaFields.Find(metadata.CurrentSchema, new ColumnPath("part", "a"))!.Id, SchemaFields.Find(metadata.CurrentSchema, new ColumnPath("part", "c"))!.Id);
        table = await _scene.AddAsync(table, _scene.DeleteFile("select {'a': 1::bigint} as part", $"part: {{__duckdb_field_id: 2, a: {a}}}", a));
        table = await EvolveAsync(table, new SchemaChange.Rename(new ColumnPath("part", "a"), "b"));
        table = await _scene.AddAsync(table, _scene.DeleteFile("select {'b': 2::bigint} as part", $"part: {{__duckdb_field_id: 2, b: {a}}}", a));
        (await _scene.RowsAsync(table, "select id, part.b from t order by id")).ShouldBe(["0,0", "3,3", "4,4"]);
        table = await _scene.AddAsync(table, _scene.DeleteFile("select {'c': 'y'} as part", $"part: {{__duckdb_field_id: 2, c: {c}}}", c));
        (await _scene.RowsAsync(table, "select count(*) from t")).ShouldBe(["3"]);
        table = await EvolveAsync(table, new SchemaChange.Drop(new ColumnPath("part")));
        (await _scene.RowsAsync(table)).ShouldBe(["0", "3", "4"]);
    }

    [Fact]
    public async Task A_column_that_was_dropped_from_its_struct_is_refused()
    {
        var table = await _scene.WriteAsync(null, "select 1 as id, {'a': 1, 'c': 2} as part");
        var inner = SchemaFields.Find((await _scene.Tables.MetadataAsync(table, default)).CurrentSchema, new ColumnPath("part", "a"))!.Id;
        table = await EvolveAsync(table, new SchemaChange.Drop(new ColumnPath("part", "a")));
        var broken = await _scene.AddAsync(table, _scene.DeleteFile("select {'a': 1} as part", $"part: {{__duckdb_field_id: 2, a: {inner}}}", inner));
        (await Should.ThrowAsync<IcebergException>(() => _scene.RowsAsync(broken))).Message.ShouldContain($"compares the field id {inner}, 'part.a', which was dropped from its struct.");
    }

    private async Task<TableEntry.Table> EvolveAsync(TableEntry.Table table, SchemaChange change)
    {
        var metadata = await _scene.Tables.MetadataAsync(table, default);
        var evolved = SchemaEvolution.Apply(metadata.CurrentSchema, metadata.LastColumnId, [change]);
        var schema = evolved.Schema with { SchemaId = metadata.Schemas.Count };
        return await _scene.SaveAsync(
            table, MetadataChange.Apply(metadata, [new TableUpdate.AddSchema(schema), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)], metadata.LastUpdatedMs, table.MetadataLocation));
    }

    [Fact]
    public async Task Deletes_that_concern_no_row_change_nothing()
    {
        var table = await _scene.WriteAsync(null, "select 1 as id");
        table = await _scene.AddAsync(table, _scene.PositionDeletes("file:///gone.parquet", "select 0"), _scene.DeleteFile("select 9 as id", "id: 1", 1));
        (await _scene.RowsAsync(table)).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Deletes_without_field_ids_are_refused_with_the_file()
    {
        var table = await _scene.WriteAsync(null, "select 1 as id");
        var data = (await _scene.DataFilesAsync(table))[0];
        await RefusedAsync(table, _scene.DeleteFile("select 1 as id", "", 1), "deletes without a column of the field id 1, which they need.");
        await RefusedAsync(table, _scene.DeleteFile($"select '{data}' as file_path, 0 as pos", ""), "deletes without a column of the field id 2147483546, which they need.");
        await RefusedAsync(table, _scene.PositionDeletes(data, "select -1"), "a position delete without a file_path, or without a pos of 0 or more.");
        await RefusedAsync(table, _scene.DeleteFile("select 1 as id", "id: 77", 77), "compares the field id 77, which is no column of one value in any schema of the table.");
        await RefusedAsync(table, _scene.DeleteFile("select 1 as id", "id: 1", 1) with { Format = "ORC" }, "a file of format orc, and Tarn reads parquet only.");
        await RefusedAsync(table, _scene.PositionDeletes(data, "select 0") with { Format = "AVRO" }, "a file of format avro, and Tarn reads parquet only.");
    }

    [Fact]
    public async Task The_files_of_a_table_with_deletes_are_not_given_as_its_rows()
    {
        var table = await _scene.WriteAsync(null, "select 1 as id");
        table = await _scene.AddAsync(table, _scene.PositionDeletes((await _scene.DataFilesAsync(table))[0], "select 0"));
        var metadata = await _scene.Tables.MetadataAsync(table, default);
        foreach (var read in new Func<Task>[] { () => _scene.Tables.FilesOfAsync(metadata, default), () => _scene.Tables.ReadSqlAsync(table, default) })
            (await Should.ThrowAsync<TarnException>(read)).Problems.ShouldHaveSingleItem().Code.ShouldBe("table.deletes");
    }

    [Fact]
    public async Task A_query_after_its_select_is_over_fails_and_gives_no_deleted_rows()
    {
        var table = await _scene.WriteAsync(null, "select 1 as id");
        table = await _scene.AddAsync(table, _scene.PositionDeletes((await _scene.DataFilesAsync(table))[0], "select 0"));
        var select = await _scene.Reader.SelectAsync(_scene.Connection, table, default);
        select.Dispose();
        Should.Throw<Exception>(() => _scene.Connection.Query(select.Sql).ReadAll()).Message.ShouldContain("its session is over");
    }

    private async Task RefusedAsync(TableEntry.Table table, DataFile delete, string told)
    {
        var with = await _scene.AddAsync(table, delete);
        var refusal = await Should.ThrowAsync<IcebergException>(() => _scene.RowsAsync(with));
        (refusal.Message, refusal.Location).ShouldBe(($"{delete.Path}: {told}", delete.Path));
    }
}
