using FsCheck;
using FsCheck.Fluent;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Scans;

namespace Tarn.Core.Tests.Engine;

public sealed class RowEditorTests : WriterFixture
{
    private static readonly TableName Table = TableName.Parse("silver.people");
    private readonly RowEditor _editor;

    public RowEditorTests() => _editor = new RowEditor(Engine, Tables, Writer);

    /// <summary>Format version, merge mode, whether the table is partitioned.</summary>
    public static TheoryData<int, string, bool> Layouts => new()
    {
        { 2, "copy-on-write", false },
        { 2, "copy-on-write", true },
        { 2, "merge-on-read", false },
        { 2, "merge-on-read", true },
        { 3, "copy-on-write", true },
        { 3, "merge-on-read", false },
        { 3, "merge-on-read", true },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Whatever_is_merged_the_table_holds_the_youngest_row_of_each_key(int version, string mode, bool partitioned)
    {
        var layout = LayoutOf(version, mode, partitioned);
        var key = Gen.Choose(0, 40).Select(k => k == 40 ? (int?)null : k);
        var batches = key.ArrayOf(6).Select(keys => keys.Distinct().ToArray()).ListOf(5).Where(all => all.Count > 0 && all[0].Length > 0);
        Prop.ForAll(batches.ToArbitrary(), all => HoldsAsync(layout, all).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    [Fact]
    public async Task Copy_on_write_leaves_files_without_a_matching_row_alone()
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(10) as numbers(i)", LayoutOf(2, "copy-on-write", false));
        var second = await AppendAsync(first, "select i as id, 'old' as name from range(10, 20) as numbers(i)", new TableLayout());
        var third = await MergeAsync(second, "select 15 as id, 'new' as name", new TableLayout());
        var files = await FilesAsync(third);
        files.Select(f => f.File.Path).Intersect((await FilesAsync(first)).Select(f => f.File.Path)).Count().ShouldBe(1);
        files.ShouldAllBe(f => f.Deletes.Count == 0);
        (await RowsAsync(third)).Count.ShouldBe(20);
        (await RowsAsync(third)).ShouldContain("15|new");
    }

    [Fact]
    public async Task Merge_on_read_leaves_all_files_and_tells_what_is_gone()
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(10) as numbers(i)", LayoutOf(2, "merge-on-read", false));
        var second = await MergeAsync(first, "select 5 as id, 'new' as name union all select 50, 'new'", new TableLayout());
        var third = await MergeAsync(second, "select 6 as id, 'newer' as name", new TableLayout());
        var files = await FilesAsync(third);
        files.Count.ShouldBe(3);
        files.SelectMany(f => f.Deletes).Select(d => (d.File.Format, d.File.Content, d.File.RecordCount)).ShouldBe([("PARQUET", FileContent.PositionDeletes, 1), ("PARQUET", FileContent.PositionDeletes, 1)]);
        (await RowsAsync(third)).ShouldBe(["0|old", "1|old", "2|old", "3|old", "4|old", "5|new", "6|newer", "7|old", "8|old", "9|old", "50|new"]);
        (await RowsAsync(first)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task In_version_3_a_file_has_one_deletion_vector_that_tells_all()
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(10) as numbers(i)", LayoutOf(3, "merge-on-read", false));
        var second = await MergeAsync(first, "select 5 as id, 'new' as name union all select 50, 'new'", new TableLayout());
        var third = await MergeAsync(second, "select 6 as id, 'new' as name union all select 5, 'newer'", new TableLayout());
        var files = await FilesAsync(third);
        files.SelectMany(f => f.Deletes).Select(d => (d.File.Format, d.File.RecordCount)).Order().ShouldBe([("PUFFIN", 1), ("PUFFIN", 2)]);
        (await RowsAsync(third)).ShouldBe(["0|old", "1|old", "2|old", "3|old", "4|old", "5|newer", "6|new", "7|old", "8|old", "9|old", "50|new"]);
    }

    [Fact]
    public async Task Position_deletes_of_before_become_part_of_the_vector_when_a_table_moves_to_version_3()
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(4) as numbers(i)", LayoutOf(2, "merge-on-read", false));
        var second = await MergeAsync(first, "select 1 as id, 'new' as name", new TableLayout());
        var third = await MergeAsync(second, "select 2 as id, 'new' as name", LayoutOf(3, "merge-on-read", false));
        (await FilesAsync(third)).SelectMany(f => f.Deletes).Select(d => (d.File.Format, d.File.RecordCount)).ShouldBe([("PUFFIN", 2)]);
        (await RowsAsync(third)).ShouldBe(["0|old", "1|new", "2|new", "3|old"]);
    }

    [Theory]
    [InlineData("copy-on-write")]
    [InlineData("merge-on-read")]
    public async Task Rows_that_stay_keep_their_ids_and_the_snapshot_that_changed_them_last(string mode)
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(4) as numbers(i)", LayoutOf(3, mode, false));
        var second = await MergeAsync(first, "select 1 as id, 'new' as name union all select 9, 'new'", new TableLayout());
        var lineage = await LineageAsync(second);
        lineage.Where(row => row.EndsWith("|old", StringComparison.Ordinal)).ShouldBe(["0|1|0|old", "2|1|2|old", "3|1|3|old"]);
        lineage.Where(row => row.EndsWith("|new", StringComparison.Ordinal)).Select(row => row.Split('|')[1]).ShouldBe(["2", "2"]);
        lineage.Select(row => row.Split('|')[0]).ShouldBeUnique();
        (await LineageAsync(await MergeAsync(second, "select 2 as id, 'x' as name", new TableLayout()))).ShouldContain("0|1|0|old");
    }

    [Fact]
    public async Task Rows_with_columns_that_are_named_like_metadata_are_merged()
    {
        var first = await AppendAsync(null, "select 1 as id, 'a.csv' as _file, 7 as _pos, 5 as _row_id", LayoutOf(3, "copy-on-write", false));
        var second = await MergeAsync(first, "select 2 as id, 'b.csv' as _file, 8 as _pos, 6 as _row_id", new TableLayout());
        (await RowsAsync(await MergeAsync(second, "select 1 as id, 'c.csv' as _file, 9 as _pos, 7 as _row_id", new TableLayout()))).ShouldBe(["1|c.csv|9|7", "2|b.csv|8|6"]);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Deletes_updates_and_overwrites_leave_what_SQL_says(int version, string mode, bool partitioned)
    {
        var condition = Gen.Elements("id < 5", "id % 3 = 0", "id is null", "name = 'old' -- a remark", "false", "id > 7 or id is null", "true");
        var edit = Gen.Elements("delete", "update", "overwrite").Zip(condition).ListOf(4).Where(all => all.Count > 0);
        Prop.ForAll(edit.ToArbitrary(), edits => EditsLikeSqlAsync(LayoutOf(version, mode, partitioned), edits).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(6));
    }

    /// <summary>Conditions that are not the same twice: whatever they say once is done, and no row is lost or there twice.</summary>
    [Theory]
    [MemberData(nameof(Changing))]
    public async Task A_condition_is_asked_once(int version, string mode, string where)
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(900) as numbers(i)", LayoutOf(version, mode, true));
        var second = await AppendAsync(first, "select i as id, 'old' as name from range(900, 1000) as numbers(i)", new TableLayout());
        Connection.Execute("create or replace temp table other as select i as id from range(1000) as numbers(i)");
        var updated = await EditAsync(second, new RowEdit.Update(new Dictionary<string, string> { ["name"] = "'new'" }, where));
        (await CountsAsync(updated.Table.Entry)).ShouldBe($"1000|1000|{updated.Rows}");
        updated.Rows.ShouldBeInRange(1, 999);
        var deleted = await EditAsync(updated.Table.Entry, new RowEdit.Delete(where));
        deleted.Rows.ShouldBeInRange(1, 999);
        (await CountsAsync(deleted.Table.Entry)).ShouldStartWith($"{1000 - deleted.Rows}|{1000 - deleted.Rows}|");
        Connection.Execute("create or replace temp table new_rows as select 5000 as id, 'new' as name");
        var replaced = await EditAsync(second, new RowEdit.Overwrite("temp.main.new_rows", where));
        (await CountsAsync(replaced.Table.Entry)).ShouldBe($"{1001 - replaced.Rows}|{1001 - replaced.Rows}|1");
    }

    public static TheoryData<int, string, string> Changing
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (var where in new[] { "random() < 0.5", "id in (select id from temp.main.other using sample 300 rows)", "id in (select id from temp.main.other order by random() limit 300)" })
            {
                data.Add(2, "copy-on-write", where);
                data.Add(2, "merge-on-read", where);
                data.Add(3, "merge-on-read", where);
            }
            return data;
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_file_of_which_no_row_is_left_goes_and_its_deletes_with_it(int version)
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(10) as numbers(i)", LayoutOf(version, "merge-on-read", false));
        var second = await AppendAsync(first, "select i as id, 'old' as name from range(10, 20) as numbers(i)", new TableLayout());
        var third = (await EditAsync(second, new RowEdit.Delete("id in (1, 5, 12)"))).Table.Entry;
        (await FilesAsync(third)).Select(file => file.Deletes.Count).ShouldBe([1, 1]);
        var fourth = (await EditAsync(third, new RowEdit.Delete("id < 14"))).Table;
        var files = await FilesAsync(fourth.Entry);
        files.Count.ShouldBe(1);
        (await RowsAsync(fourth.Entry)).ShouldBe(Enumerable.Range(14, 6).Select(id => $"{id}|old"));
        var summary = fourth.Metadata.CurrentSnapshot!.Summary;
        (summary["operation"], summary["deleted-data-files"], summary["total-data-files"], summary["total-delete-files"]).ShouldBe(("delete", "1", "1", version == 2 ? "2" : "1"));
        var last = (await EditAsync(fourth.Entry, new RowEdit.Delete("true"))).Table;
        (await FilesAsync(last.Entry)).ShouldBeEmpty();
        (last.Metadata.CurrentSnapshot!.Summary["total-delete-files"], last.Metadata.CurrentSnapshot.Summary["total-records"]).ShouldBe(("0", "0"));
    }

    /// <summary>What becomes of ten rows, and what the snapshot says of itself.</summary>
    [Theory]
    [InlineData("merge-on-read", "delete", "id = 3", "delete")]
    [InlineData("copy-on-write", "delete", "id = 3", "overwrite")]
    [InlineData("copy-on-write", "delete", "id < 10", "delete")]
    [InlineData("merge-on-read", "delete", "true", "delete")]
    [InlineData("merge-on-read", "update", "id = 3", "overwrite")]
    [InlineData("copy-on-write", "update", "true", "overwrite")]
    public async Task A_change_that_only_removes_rows_is_a_delete_and_each_tells_its_command(string mode, string command, string where, string operation)
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(10) as numbers(i)", LayoutOf(2, mode, false));
        RowEdit edit = command == "delete" ? new RowEdit.Delete(where) : new RowEdit.Update(new Dictionary<string, string> { ["name"] = "'new'" }, where);
        var summary = (await EditAsync(first, edit)).Table.Metadata.CurrentSnapshot!.Summary;
        (summary["operation"], summary["row-level-commands"]).ShouldBe((operation, command));
    }

    [Fact]
    public async Task An_edit_that_fits_no_row_leaves_the_table_as_it_is()
    {
        var first = await AppendAsync(null, "select 1 as id, 'old' as name", LayoutOf(2, "copy-on-write", false));
        (await EditAsync(first, new RowEdit.Delete("id = 2"))).Table.Entry.ShouldBe(first);
        (await EditAsync(first, new RowEdit.Update(new Dictionary<string, string> { ["name"] = "'x'" }, "id = 2"))).Table.Entry.ShouldBe(first);
    }

    [Theory]
    [InlineData("copy-on-write")]
    [InlineData("merge-on-read")]
    public async Task Updated_rows_keep_their_ids_and_tell_the_snapshot_that_changed_them(string mode)
    {
        var first = await AppendAsync(null, "select i as id, 'old' as name from range(3) as numbers(i)", LayoutOf(3, mode, false));
        var second = await EditAsync(first, new RowEdit.Update(new Dictionary<string, string> { ["NAME"] = "name || '!'" }, "id = 1"));
        (second.Rows, second.Files, second.IsOnRead).ShouldBe((1, 1, mode == "merge-on-read"));
        (await LineageAsync(second.Table.Entry)).ShouldBe(["0|1|0|old", "1|2|1|old!", "2|1|2|old"]);
    }

    [Fact]
    public async Task A_value_becomes_the_columns_type_or_is_refused()
    {
        var first = await AppendAsync(null, "select 1 as id, 'old' as name", LayoutOf(2, "copy-on-write", false));
        (await RowsAsync((await EditAsync(first, new RowEdit.Update(new Dictionary<string, string> { ["name"] = "id + 1.5" }, "true"))).Table.Entry)).ShouldBe(["1|2.5"]);
        await Should.ThrowAsync<Tarn.DuckDb.DuckDbException>(() => EditAsync(first, new RowEdit.Update(new Dictionary<string, string> { ["id"] = "9999999999" }, "true")));
    }

    private async Task EditsLikeSqlAsync(TableLayout layout, IList<(string Verb, string Where)> edits)
    {
        const string rows = "select case when i = 10 then null else i end::integer as id, 'old' as name from range(11) as numbers(i)";
        Connection.Execute($"create or replace temp table model as {rows}");
        var entry = await AppendAsync(null, rows, layout);
        foreach (var (number, (verb, where)) in edits.Index())
        {
            Connection.Execute($"create or replace temp table new_rows as select 100 + {number} as id, 'new' as name");
            RowEdit edit = verb switch
            {
                "delete" => new RowEdit.Delete(where),
                "update" => new RowEdit.Update(new Dictionary<string, string> { ["name"] = $"name || ' {number}'" }, where),
                _ => new RowEdit.Overwrite("temp.main.new_rows", where),
            };
            Connection.Execute(edit is RowEdit.Update ? $"update temp.main.model set name = name || ' {number}' where {where}" : $"delete from temp.main.model where {where}");
            if (edit is RowEdit.Overwrite)
                Connection.Execute("insert into temp.main.model from temp.main.new_rows");
            entry = (await EditAsync(entry, edit)).Table.Entry;
        }
        using var model = Connection.Query("select * from temp.main.model");
        var wanted = model.Rows().Select(row => string.Join('|', row)).Order(StringComparer.Ordinal).ToList();
        (await RowsAsync(entry)).Order(StringComparer.Ordinal).ShouldBe(wanted);
    }

    private Task<RowsEdited> EditAsync(TableEntry.Table current, RowEdit edit) =>
        _editor.WriteAsync(Connection, new TableWriteRequest { Table = Table, Current = current, Select = "" }, edit, TestContext.Current.CancellationToken);

    private static TableLayout LayoutOf(int version, string mode, bool partitioned) => new()
    {
        Partitions = partitioned ? [LayoutText.PartitionOf("bucket(3, id)")!] : [],
        Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["format-version"] = $"{version}", ["write.merge.mode"] = mode, ["write.delete.mode"] = mode, ["write.update.mode"] = mode },
    };

    private async Task HoldsAsync(TableLayout layout, IList<int?[]> batches)
    {
        var wanted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        TableEntry.Table? entry = null;
        foreach (var (number, keys) in batches.Index())
        {
            foreach (var key in keys)
                wanted[$"{key}"] = $"{key}|batch {number}";
            var rows = keys.Length == 0 ? "select 1 as id, 'x' as name where false" : string.Join(" union all ", keys.Select(k => $"select {(k is { } n ? $"{n}" : "null::integer")} as id, 'batch {number}' as name"));
            entry = entry is null ? await AppendAsync(null, rows, layout) : await MergeAsync(entry, rows, layout);
        }
        (await RowsAsync(entry!)).Order(StringComparer.Ordinal).ShouldBe(wanted.Values.Order(StringComparer.Ordinal));
    }

    private async Task<TableEntry.Table> AppendAsync(TableEntry.Table? current, string select, TableLayout layout) =>
        (await Writer.WriteAsync(Connection, new TableWriteRequest { Table = Table, Current = current, Select = select, Layout = layout }, TestContext.Current.CancellationToken)).Entry;

    private async Task<TableEntry.Table> MergeAsync(TableEntry.Table current, string rows, TableLayout layout)
    {
        Connection.Execute($"create or replace temp table new_rows as {rows}");
        var request = new TableWriteRequest { Table = Table, Current = current, Select = "from temp.main.new_rows", Layout = layout };
        return (await _editor.WriteAsync(Connection, request, new RowEdit.Merge("temp.main.new_rows", ["id"]), TestContext.Current.CancellationToken)).Table.Entry;
    }

    private async Task<IReadOnlyList<ScanFile>> FilesAsync(TableEntry.Table entry) => (await Tables.PlanAsync(await Tables.MetadataAsync(entry, default), default)).Files;

    /// <summary>Rows, ids, rows that are new.</summary>
    private async Task<string> CountsAsync(TableEntry.Table entry) =>
        (await QueryAsync(new TableRead(entry), "select count(*), count(distinct id), count(*) filter (where name = 'new') from ({0})")).Single();

    private Task<IReadOnlyList<string>> RowsAsync(TableEntry.Table entry) => QueryAsync(new TableRead(entry), "select * from ({0}) order by 1");

    private Task<IReadOnlyList<string>> LineageAsync(TableEntry.Table entry) =>
        QueryAsync(new TableRead(entry) { WithLineage = true }, "select _row_id, _last_updated_sequence_number, id, name from ({0}) order by id");

    private async Task<IReadOnlyList<string>> QueryAsync(TableRead read, string sql)
    {
        using var select = await new TableReader(Engine, Tables).SelectAsync(Connection, read, default);
        using var result = Connection.Query(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, select.Sql));
        return [.. result.Rows().Select(row => string.Join('|', row))];
    }
}
