using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Types;
using Tarn.Iceberg.Views;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Engine;

public sealed class ViewQueryTests : IDisposable
{
    private readonly DeletesScene _scene = new();
    private readonly DuckDbConnection _connection;

    public ViewQueryTests() => _connection = _scene.Engine.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _scene.Dispose();
    }

    [Theory]
    [InlineData("select * from read_text('/etc/passwd')", "'read_text'")]
    [InlineData("select * from READ_CSV('/etc/passwd')", "'read_csv'")]
    [InlineData("select * from main.read_parquet('x')", "'read_parquet'")]
    [InlineData("from glob('/home/*')", "'glob'")]
    [InlineData("select * from '/etc/passwd.csv'", "'/etc/passwd.csv'")]
    [InlineData("select * from \"secrets.parquet\"", "'secrets.parquet'")]
    [InlineData("select * from gold.\"x.csv\"", "'x.csv'")]
    [InlineData("select * from a.b.csv", "'a.b.csv'")]
    [InlineData("select * from daily", "'daily'")]
    [InlineData("select * from gold.\"a'b\"", "'gold.a'b'")]
    [InlineData("select * from INFORMATION_SCHEMA.tables", "'INFORMATION_SCHEMA.tables'")]
    [InlineData("select * from duckdb_settings()", "'duckdb_settings'")]
    [InlineData("select * from duckdb_settings", "'duckdb_settings'")]
    [InlineData("select * from information_schema.tables", "'information_schema.tables'")]
    [InlineData("select * from system.main.duckdb_views", "'system.main.duckdb_views'")]
    [InlineData("select * from query('select 1')", "'query'")]
    [InlineData("select * from query_table('x')", "'query_table'")]
    [InlineData("select * from json_execute_serialized_sql('{}')", "'json_execute_serialized_sql'")]
    [InlineData("select * from tarn_stream('x')", "'tarn_stream'")]
    [InlineData("select getenv('HOME')", "'getenv'")]
    [InlineData("select current_setting('temp_directory') from gold.daily", "'current_setting'")]
    [InlineData("select getvariable('x')", "'getvariable'")]
    [InlineData("select json_serialize_plan('select 1')", "'json_serialize_plan'")]
    [InlineData("select write_log('x')", "'write_log'")]
    [InlineData("select x.sleep_ms() from gold.daily", "'sleep_ms'")]
    [InlineData("with a as (select * from read_text('x')) select 1", "'read_text'")]
    [InlineData("with recursive a as (select 1 as n union all select n + 1 from a, 'y.json' where n < 3) from a", "'y.json'")]
    [InlineData("select 1 where exists (select 1 from read_blob('x'))", "'read_blob'")]
    [InlineData("select (select max(content) from read_text('x'))", "'read_text'")]
    [InlineData("select list_transform([1], n -> getenv('HOME'))", "'getenv'")]
    [InlineData("select * from gold.daily order by getenv('HOME')", "'getenv'")]
    [InlineData("select sum(1) filter (where getenv('HOME') = '') over (partition by getenv('HOME')) from gold.daily", "'getenv'")]
    [InlineData("select 1 union all (select 2 from read_text('x') limit 1)", "'read_text'")]
    [InlineData("select * from (pivot 'x.csv' on a in (1, 2) using sum(b))", "'x.csv'")]
    [InlineData("select * from gold.daily a join lateral (select * from read_text(a.name)) on true", "'read_text'")]
    [InlineData("select * from gold.daily where id in (from 'x.csv')", "'x.csv'")]
    [InlineData("select * from gold.daily limit (select count(*) from 'x.csv')", "'x.csv'")]
    [InlineData("with \"x.csv\" as (select 1) select * from \"x.csv\"", "'x.csv'")]
    [InlineData("select * from (describe gold.daily)", "Show")]
    [InlineData("select 1; select 2", "2 statements")]
    [InlineData("select 1; copy (select 1) to 'x'", "no SELECT")]
    [InlineData("copy (select 1) to 'x'", "no SELECT")]
    [InlineData("attach 'x' as y", "no SELECT")]
    [InlineData("select from where", "not SQL")]
    [InlineData("", "0 statements")]
    public void What_reads_more_than_tables_of_the_lake_is_refused(string sql, string named)
    {
        var refused = Should.Throw<TarnException>(() => ViewQuery.Of(_connection, sql, "the view"));
        (refused.Kind, refused.Problems[0].Code, refused.Problems[0].Where).ShouldBe((FailureKind.Invalid, "view.sql", "the view"));
        refused.Problems[0].What.ShouldContain(named);
    }

    [Theory]
    [InlineData("select * from gold.daily", "gold.daily")]
    [InlineData("select * from GOLD.Daily, gold.\"Größe 2024\"", "GOLD.Daily gold.Größe 2024")]
    [InlineData("from \"sales.eu\".orders;", "sales.eu.orders")]
    [InlineData("with daily as (select 1 as id), b as (from daily) select * from b join silver.orders using (id)", "silver.orders")]
    [InlineData("with recursive a(n) as (select 1 union all select n + 1 from a where n < 3) from a, gold.daily", "gold.daily")]
    [InlineData("select id, row_number() over (order by id), lag(id) over w, count(*) from gold.daily window w as (order by id)", "gold.daily")]
    [InlineData("select a::decimal(3, 2), a like 'x%', a ilike 'b', b.c, [1, 2][1], {'a': 1}, if(a, b, c), coalesce(a, b), extract(year from d), current_date, j ->> '$.a', 5!, -a, not b, a ^ 2 from gold.t", "gold.t")]
    [InlineData("select * from range(3) t(i), unnest([1, 2]) u(n), generate_series(1, 2), (values (1), (2)) v(x)", "")]
    [InlineData("select unnest(l), list_transform(l, x -> upper(x)), string_agg(s, ',' order by s), array_agg(distinct s) filter (where s is not null) from gold.t group by all", "gold.t")]
    [InlineData("select * exclude (a) replace (b + 1 as b), columns('c.*') from gold.t qualify row_number() over () = 1", "gold.t")]
    [InlineData("select * from (pivot gold.t on a in (1, 2) using sum(b))", "gold.t")]
    [InlineData("select * from (unpivot gold.t on a, b into name k value v)", "gold.t")]
    [InlineData("select * from gold.a asof join gold.b using (id, seen) union by name select * from gold.a tablesample 10%", "gold.a gold.b")]
    [InlineData("select grouping(a), now(), random(), uuid(), try_cast(a as int), case when a then 1 end, date_trunc('day', d), interval 1 day from gold.t group by cube (a)", "gold.t")]
    public void What_reads_tables_and_computes_is_a_view(string sql, string tables) =>
        string.Join(' ', ViewQuery.Of(_connection, sql, "the view").Tables).ShouldBe(tables);

    [Fact]
    public void Every_fault_is_told_at_once() =>
        Should.Throw<TarnException>(() => ViewQuery.Of(_connection, "select getenv('A'), getenv('B') from 'x.csv', glob('*')", "the view")).Problems.Count.ShouldBe(3);

    [Fact]
    public void Functions_that_a_newer_engine_brings_are_looked_at_before_views_may_call_them()
    {
        using var result = _connection.Query("select distinct function_name from duckdb_functions() where function_type in ('scalar', 'aggregate', 'macro') order by 1");
        var refused = result.Rows().Select(row => (string)row[0]!).Where(name => !PlainFunctions.GiveValue(name) && !name.StartsWith("icu_", StringComparison.Ordinal) && !name.StartsWith("__internal", StringComparison.Ordinal));
        Approved.Match(string.Join('\n', refused) + "\n", "ViewQueryTests.Refused.approved.txt");
    }

    [Theory]
    [InlineData("select * from read_text('{0}/secret.csv')", "view.sql")]
    [InlineData("select * from gold.csv", "view.no-table")]
    public async Task A_view_that_got_into_the_lake_is_not_bound(string sql, string code)
    {
        // A file that the engine finds by its own rules, were it asked.
        await File.WriteAllTextAsync(Path.Join(_scene.Engine.ScratchFolder, "secret.csv"), "a\n1\n", TestContext.Current.CancellationToken);
        using var store = new MemoryObjectStore("trees");
        var view = await PutAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, _scene.Engine.ScratchFolder));
        var tree = await CatalogTree.Whole(new TreeNodes(new CatalogObjects(store)), root: null).WithAsync(new Dictionary<TableName, TableEntry?> { [TableName.Parse("gold.spy")] = view });
        using var session = new LakeSession(_scene.Engine, _scene.Tables);
        (await Should.ThrowAsync<TarnException>(() => session.ShowAsync(tree, [TableName.Parse("gold.spy")], TestContext.Current.CancellationToken))).Problems[0].Code.ShouldBe(code);
        (await Should.ThrowAsync<TarnException>(() => new QueryFilters(_scene.Tables).OfAsync(_connection, tree, [TableName.Parse("gold.spy")], "select * from gold.spy", TestContext.Current.CancellationToken)))
            .Problems[0].Code.ShouldBe(code);
    }

    private async Task<TableEntry.View> PutAsync(string sql)
    {
        var id = Guid.Parse("00000000-0000-0000-0000-000000000001");
        var schema = new TableSchema { SchemaId = 0, Fields = new FieldList([new NestedField { Id = 1, Name = "content", Type = new IcebergType.String() }]) };
        var view = ViewMetadata.Create(id, _scene.Tables.NewLocation(TableName.Parse("gold.spy"), id), new ViewDefinition { Schema = schema, Representations = [new ViewSql(sql)], DefaultNamespace = ["gold"] }, nowMs: 1);
        var location = $"{view.Location}/metadata/1.metadata.json";
        await _scene.Tables.Files.CreateAsync(location, ViewFile.Write(view));
        return new TableEntry.View { MetadataLocation = location, Uuid = $"{id}" };
    }
}
