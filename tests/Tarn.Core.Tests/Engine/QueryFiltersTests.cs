using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Inspection;
using Tarn.Lakehouse;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Engine;

public sealed class QueryFiltersTests : IAsyncLifetime
{
    private const int Files = 20;
    private static readonly TableName Events = TableName.Parse("silver.events");
    private static readonly TableName Kinds = TableName.Parse("silver.kinds");
    private static readonly TableName View = TableName.Parse("gold.recent");

    /// <summary>Text of which plans and SQL are made.</summary>
    private static readonly string[] _notes = ["optional: ", "a\nid=5 --", "it's", "''", "x' or ''='", " AND id=7", "b OR c", "(\"q\")", "\\", "é\r\n\t", "", "{}, ["];

    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-filters-").FullName;
    private readonly IdSource _ids = IdSource.Seeded(7, TimeProvider.System);
    private readonly LakeEngine _engine;
    private readonly LakeTables _tables;
    private LakeCatalog _catalog = null!;

    public QueryFiltersTests()
    {
        _engine = LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(_folder, "staging", "t") });
        _tables = new LakeTables(new TableFiles(new LocalObjectStore(_folder)));
    }

    public async ValueTask InitializeAsync()
    {
        _catalog = await LakeCatalog.InitializeAsync(_tables.Files.Store, _ids);
        for (var i = 0; i < Files; i++)
        {
            await AppendAsync(Events, $"""
                select i as id, i % 7 as kind, 'n' || lpad(i::varchar, 5, '0') as name, date '2026-01-01' + (i // 100)::integer as day, timestamptz '2026-01-01 00:00:00+00' + interval (i) hour as seen,
                    case when i % 50 = 0 then null when i % 51 = 0 then 'nan' else i / 8.0 end::double as amount, (i / 4)::decimal(9, 2) as price, struct_pack(part := i // 100, "a.b" := i // 100) as box, i % 2 = 0 as even,
                    {Sql(_notes[i % _notes.Length])} || (i // 100) as note, i as "Popularity Rank", i as "it's ""id=5"" or"
                from range({i * 100}, {(i + 1) * 100}) as numbers(i)
                """);
            await AppendAsync(Kinds, $"select {i} as kind, 'kind {i}' as label");
        }
        using var session = new LakeSession(_engine, _tables);
        using var connection = session.Connect();
        await session.ShowAsync(await TreeAsync(), [Events], default);
        var view = await new ViewWriter(_tables, _ids).WriteAsync(connection, View, null, "select *, id * 2 as twice from silver.events where day >= date '2026-01-06'", default);
        await CommitAsync(View, null, view);
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The query, and how many files of the events and of the kinds it reads.</summary>
    [Theory]
    [InlineData("select * from silver.events", Files, 0)]
    [InlineData("select * from silver.events where id = 250", 1, 0)]
    [InlineData("select * from silver.events where 250 > id and id >= 100", 2, 0)]
    [InlineData("select * from silver.events where id between 150 and 350", 3, 0)]
    [InlineData("select * from silver.events where id in (5, 1905)", 2, 0)]
    [InlineData("select * from silver.events where id < 100 or id >= 1900", 2, 0)]
    [InlineData("select * from silver.events where name = 'n00777'", 1, 0)]
    [InlineData("select * from silver.events where name like 'n003%'", 1, 0)]
    [InlineData("select * from silver.events where day > date '2026-01-18'", 2, 0)]
    [InlineData("select * from silver.events where seen < timestamptz '2026-01-05 06:00:00+02'", 1, 0)]
    [InlineData("select * from silver.events where price = 25.75", 1, 0)]
    [InlineData("select * from silver.events where price < 100.5 and amount > 1", 5, 0)]
    [InlineData("select * from silver.events where box.part = 7", 1, 0)]
    [InlineData("select * from silver.events where box.part is null or box.\"a.b\" = 3", 1, 0)]
    [InlineData("select * from silver.events where \"Popularity Rank\" = 250", 1, 0)]
    [InlineData("select * from silver.events where \"it's \"\"id=5\"\" or\" in (250, 251, 777)", 2, 0)]
    [InlineData("select * from silver.events where note = 'optional: 0'", 1, 0)]
    [InlineData("select * from silver.events where note in ('optional: 12', e'a\nid=5 --13')", 2, 0)]
    [InlineData("select * from silver.events where note = e'x\nid=5 --'", 0, 0)]
    [InlineData("select * from silver.events where starts_with(note, ' AND id=7')", 2, 0)]
    [InlineData("select * from silver.events where not even and 250 = id", 1, 0)]
    [InlineData("select * from silver.events where id < 300 and amount = 'nan'::double", Files, 0)]
    [InlineData("select * from silver.events where id % 2 = 0", Files, 0)]
    [InlineData("select * from silver.events where id is null", 0, 0)]
    [InlineData("select * from gold.recent where twice > 10", 15, 0)]
    [InlineData("select * from gold.recent where id < 700", 2, 0)]
    [InlineData("select count(*) from silver.events e join silver.kinds k on e.kind = k.kind where e.id < 100 and k.kind = 3", 1, 1)]
    [InlineData("select count(*) from silver.events e left join silver.kinds k on e.kind = k.kind and k.kind > 17 where e.id < 100", 1, 2)]
    [InlineData("with a as (select * from silver.events where id < 100), b as (select * from silver.events where id >= 1900) select * from a union all select * from b", 2, 0)]
    [InlineData("select e.id, r.i from silver.events e, range(3) r(i) where e.id = 5 and e.kind = (select min(kind) + 5 from silver.kinds where kind = 0)", 1, 1)]
    [InlineData("select * from (select *, row_number() over (partition by id order by seen) as n from silver.events) where id < 100 and n = 1 order by id limit 3", 1, 0)]
    [InlineData("select * from silver.events where id < 100 except select * from silver.events where id > 50", 1, 0)]
    [InlineData("select (select max(id) from silver.events), count(*) from silver.events where id = 5", Files, 0)]
    public async Task Files_that_hold_no_wanted_row_are_not_read(string sql, int events, int kinds)
    {
        var wanted = await WantedAsync(sql);
        (await FilesAsync(Events, wanted)).ShouldBe(events);
        if (kinds > 0)
            (await FilesAsync(Kinds, wanted)).ShouldBe(kinds);
        (await RowsAsync(sql, wanted)).ShouldBe(await RowsAsync(sql, new Dictionary<TableName, Expression>()));
    }

    [Fact]
    public async Task No_answer_changes_whatever_is_asked()
    {
        var chance = new Random(20261121);
        var spared = 0;
        for (var n = 0; n < 150; n++)
        {
            var sql = $"select count(*), sum(id), count(amount) from {(chance.Next(3) == 0 ? "gold.recent" : "silver.events")} where {Condition(chance, 3)}";
            var wanted = await WantedAsync(sql);
            (await RowsAsync(sql, wanted)).ShouldBe(await RowsAsync(sql, new Dictionary<TableName, Expression>()), sql);
            spared += Files - await FilesAsync(Events, wanted);
        }
        spared.ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task What_is_not_planned_wants_everything()
    {
        foreach (var sql in new[] { "select * from silver.events where", "select * from silver.missing where id = 1", "describe silver.events" })
            (await WantedAsync(sql, [Events])).ShouldBeEmpty(sql);
    }

    /// <summary>All files but those that a query needs are taken away: it has rows only if it looks at no other.</summary>
    [Fact]
    public async Task Versions_and_metadata_tables_in_a_query_keep_no_file_from_being_left_out()
    {
        var snapshot = (await EventsAsync()).Snapshots[9].SnapshotId;
        await KeepFilesOfAsync(250, 750);
        (await AnswerAsync($"select v.id from \"silver.events@{snapshot}\" v where v.id in (250, 750, 1250) order by 1")).ShouldBe(["250", "750"]);
        (await AnswerAsync($"select v.id, r.id, r._pos, e.id from \"silver.events@{snapshot}\" v, silver.\"events$rows\" r, silver.events e where v.id = 250 and r.id = 250 and e.id = 750")).ShouldBe(["250|250|50|750"]);
        (await AnswerAsync("select s.operation, e.id from silver.events e, \"silver.events$snapshots\" s, \"silver.events$files\" f where e.id = 250 and f.record_count > 1000")).ShouldBeEmpty();
        (await AnswerAsync("select count(*) from silver.events e, \"silver.events$snapshots\" s where e.id = 250 and s.operation = 'append'")).ShouldBe([$"{Files}"]);
    }

    [Theory]
    [InlineData("copy-on-write")]
    [InlineData("merge-on-read")]
    public async Task An_edit_reads_only_files_that_can_hold_a_row_of_its_condition(string mode)
    {
        var before = (TableEntry.Table)(await (await TreeAsync()).FindAsync(Events))!;
        var properties = new Dictionary<string, string> { ["write.delete.mode"] = mode, ["write.update.mode"] = mode };
        using var connection = _engine.Connect();
        var set = await new TableWriter(_engine, _tables, _ids).WriteAsync(
            connection, new TableWriteRequest { Table = Events, Current = before, Select = "select 5000 as id, 1 as kind", Layout = new TableLayout { Properties = properties } }, default);
        await CommitAsync(Events, before, set.Entry);
        await KeepFilesOfAsync(250, 750);
        (await EditAsync(new RowEdit.Delete("id in (250, 751)"))).ShouldBe((2, 2));
        (await EditAsync(new RowEdit.Update(new Dictionary<string, string> { ["name"] = "(select any_value(label) from silver.kinds where kind = 3)" }, "id = 251 and kind in (select kind from silver.kinds)"))).ShouldBe((1, 1));
        connection.Execute("create or replace temp table new_rows as select 252 as id, 1 as kind");
        var current = (TableEntry.Table)(await (await TreeAsync()).FindAsync(Events))!;
        var editor = new RowEditor(_engine, _tables, new TableWriter(_engine, _tables, _ids));
        var replaced = await editor.WriteAsync(connection, new TableWriteRequest { Table = Events, Current = current, Select = "" }, new RowEdit.Overwrite("temp.main.new_rows", "id = 252"), default);
        (replaced.Rows, replaced.Files).ShouldBe((1, 1));
        (await AnswerAsync("select id, name from silver.events where id between 249 and 251")).ShouldBe(["249|n00249", "251|kind 3"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("select id from silver.events where id in (250, 750) and name > 'n'", 2)]
    [InlineData("select id from gold.recent where id = 750", 1)]
    [InlineData("select id from gold.recent where id = 250", 0)]
    [InlineData("select id from silver.events where id is null", 0)]
    public async Task Queries_that_are_known_before_they_run_read_only_files_that_can_hold_a_row(string sql, int rows)
    {
        await KeepFilesOfAsync(250, 750);
        using var shared = new LakeSession(_engine, _tables);
        using var opened = await new QuerySessions(_engine, _tables, shared).OpenAsync(await TreeAsync(), sql, isRun: true, default);
        opened.Own.ShouldNotBeNull();
        using var result = opened.Connection.Query(sql);
        result.Rows().Count().ShouldBe(rows);
    }

    [Fact]
    public async Task Queries_that_want_all_rows_share_their_session()
    {
        using var shared = new LakeSession(_engine, _tables);
        var sessions = new QuerySessions(_engine, _tables, shared);
        using var whole = await sessions.OpenAsync(await TreeAsync(), "select id from silver.events", isRun: true, default);
        using var kept = await sessions.OpenAsync(await TreeAsync(), "select id from silver.events where id = 5", isRun: false, default);
        (whole.Own, kept.Own).ShouldBe((null, null));
        using var result = kept.Connection.Query("select count(*) from silver.events");
        result.ReadAll()[0][0].ShouldBe((long)Files * 100);
    }

    private static string Condition(Random chance, int depth)
    {
        if (depth > 0 && chance.Next(2) == 0)
            return $"({Condition(chance, depth - 1)} {(chance.Next(2) == 0 ? "and" : "or")} {Condition(chance, depth - 1)})";
        var id = chance.Next(-50, 2_050);
        var compared = new[] { "=", "<>", "<", "<=", ">", ">=" }[chance.Next(6)];
        var simple = chance.Next(16) switch
        {
            0 => $"id {compared} {id}",
            1 => $"day {compared} date '2026-01-01' + {id / 100}",
            2 => $"name {compared} 'n{Math.Abs(id):00000}'",
            3 => $"amount {compared} {id / 8.0}",
            4 => $"price {compared} {id / 4}.25",
            5 => $"seen {compared} timestamptz '2026-01-01 00:00:00+00' + interval ({id}) hour",
            6 => $"id in ({id}, {id + 7}, {id + 900})",
            7 => $"box.part {compared} {id / 100}",
            8 => "amount is null",
            9 when chance.Next(4) == 0 => $"amount {compared} 'nan'::double",
            10 or 11 => $"note {compared} {Note(chance)}",
            12 => $"note in ({Note(chance)}, {Note(chance)}, {Note(chance)})",
            13 => $"starts_with(note, {Note(chance)})",
            14 => $"\"it's \"\"id=5\"\" or\" {compared} {id}",
            _ => "even",
        };
        return chance.Next(4) == 0 ? $"not ({simple})" : simple;
    }

    private static string Note(Random chance) => Sql($"{(chance.Next(4) == 0 ? "optional: " : "")}{_notes[chance.Next(_notes.Length)]}{(chance.Next(3) == 0 ? "" : chance.Next(Files))}");

    private static string Sql(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private async Task<IReadOnlyDictionary<TableName, Expression>> WantedAsync(string sql, IReadOnlyList<TableName>? names = null)
    {
        using var connection = _engine.Connect();
        return await new QueryFilters(_tables).OfAsync(connection, await TreeAsync(), names ?? SqlReferences.TablesIn(connection, sql), sql, default);
    }

    private async Task<int> FilesAsync(TableName table, IReadOnlyDictionary<TableName, Expression> wanted)
    {
        var metadata = await _tables.MetadataAsync((TableEntry.Table)(await (await TreeAsync()).FindAsync(table))!, default);
        return (await _tables.PlanAsync(TableVersion.Current(metadata), default, wanted.GetValueOrDefault(table))).Files.Count;
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string sql, IReadOnlyDictionary<TableName, Expression> wanted)
    {
        using var session = new LakeSession(_engine, _tables) { Wanted = wanted };
        using var connection = session.Connect();
        await session.ShowAsync(await TreeAsync(), SqlReferences.TablesIn(connection, sql), default);
        using var result = connection.Query(sql);
        return [.. result.Rows().Select(row => string.Join('|', row.Select(v => v is IReadOnlyDictionary<string, object?> box ? string.Join(',', box.Values) : $"{v}"))).Order(StringComparer.Ordinal)];
    }

    private async Task<(long Rows, int Files)> EditAsync(RowEdit edit)
    {
        var edited = await new RowEdits(_catalog, _tables, _engine, _ids).ApplyAsync(new RowEditRequest { Table = Events, Branch = BranchName.Main, Edit = edit, Author = "tests" }, default);
        return (edited.Rows, edited.Files);
    }

    private async Task<IReadOnlyList<string>> AnswerAsync(string sql)
    {
        var session = new LakeSession(_engine, _tables);
        using var answer = await new LakeQuery(session, new AspectViews(session, _engine, _tables), new QueryFilters(_tables), await TreeAsync(), "main").RunAsync(sql, default);
        return [.. answer.Rows.Select(row => string.Join('|', row))];
    }

    private async Task<TableMetadata> EventsAsync() => await _tables.MetadataAsync((TableEntry.Table)(await (await TreeAsync()).FindAsync(Events))!, default);

    /// <summary>Deletes the data files of the events but those with these ids.</summary>
    private async Task KeepFilesOfAsync(params int[] ids)
    {
        var plan = await _tables.PlanAsync(await EventsAsync(), default);
        foreach (var (_, file) in plan.Files.OrderBy(file => file.SequenceNumber).Index().Where(file => !ids.Contains((file.Index * 100) + 50)))
            File.Delete(await _tables.Files.LocalPathAsync(file.File.Path, default));
    }

    private Task<CatalogTree> TreeAsync() => _catalog.TreeAtAsync("main");

    private async Task AppendAsync(TableName table, string select)
    {
        using var connection = _engine.Connect();
        var current = await (await TreeAsync()).FindAsync(table) as TableEntry.Table;
        var written = await new TableWriter(_engine, _tables, _ids).WriteAsync(connection, new TableWriteRequest { Table = table, Current = current, Select = select }, default);
        await CommitAsync(table, current, written.Entry);
    }

    private Task CommitAsync(TableName table, TableEntry? before, TableEntry after) =>
        _catalog.CommitAsync(new CommitRequest { Branch = BranchName.Main, Author = "tests", Message = "write", Changes = [new TableWrite(table, before, after)] });
}
