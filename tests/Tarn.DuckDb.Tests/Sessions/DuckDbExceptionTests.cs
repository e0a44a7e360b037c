using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Sessions;

public sealed class DuckDbExceptionTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
    private readonly DuckDbConnection _connection;

    public DuckDbExceptionTests() => _connection = _database.Connect();

    [Theory]
    [InlineData("from no_such_table", DuckDbErrorType.Catalog)]
    [InlineData("select no_such_column from range(1)", DuckDbErrorType.Binder)]
    [InlineData("selct 1", DuckDbErrorType.Parser)]
    [InlineData("select 'x'::int", DuckDbErrorType.Conversion)]
    [InlineData("select cast(range as varchar)::date from range(3)", DuckDbErrorType.Conversion)]
    [InlineData("create table t(i int not null); insert into t values (null)", DuckDbErrorType.Constraint)]
    [InlineData("from '/no/such/file.parquet'", DuckDbErrorType.IO)]
    [InlineData("select 9223372036854775807 + i from (select 1::bigint i)", DuckDbErrorType.OutOfRange)]
    [InlineData("set no_such_setting = 1", DuckDbErrorType.Catalog)]
    [InlineData("commit", DuckDbErrorType.Transaction)]
    [InlineData("select error('told so')", DuckDbErrorType.InvalidInput)]
    public void A_refusal_tells_its_kind(string sql, DuckDbErrorType kind)
    {
        var refused = Should.Throw<DuckDbException>(() => _connection.Execute(sql));
        refused.ErrorType.ShouldBe(kind, refused.Message);
        refused.Sql.ShouldBe(sql);
        refused.Text.ShouldNotContain("exception_type");
        _connection.Query("select 1").Single().ShouldBe(1);
    }

    [Fact]
    public void The_place_in_the_sql_is_counted_in_bytes_and_shown_in_its_line()
    {
        const string Sql = "select 'ä' as a,\n       b\nfrom range(1)";
        var refused = Should.Throw<DuckDbException>(() => _connection.Query(Sql));
        refused.Position.ShouldBe(25);
        refused.Message.ShouldEndWith("\nline 2:        b\n               ^");
    }

    [Fact]
    public void A_parser_error_counts_bytes_too()
    {
        Should.Throw<DuckDbException>(() => _connection.Query("select 1 frm x y")).Position.ShouldBe(13);
        Should.Throw<DuckDbException>(() => _connection.Query("select 'ä🦆',, 2")).Position.ShouldBe(16);
    }

    [Fact]
    public void An_error_in_the_middle_of_a_stream_comes_where_it_happens()
    {
        using var result = _connection.Query("select (case when range = 1500000 then 'x' else '1' end)::int from range(2000000)");
        var refused = Should.Throw<DuckDbException>(() => result.Rows().Count());
        refused.ErrorType.ShouldBe(DuckDbErrorType.Conversion);
        _connection.Query("select 1").Single().ShouldBe(1);
    }

    [Fact]
    public void Memory_that_is_not_there_is_told()
    {
        using var small = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1, MemoryLimit = "20MB", TempDirectory = "" });
        using var connection = small.Connect();
        Should.Throw<DuckDbException>(() => connection.Execute("select count(*) from (select distinct md5(range::varchar) from range(5000000))"))
            .ErrorType.ShouldBe(DuckDbErrorType.OutOfMemory);
    }

    [Fact]
    public void A_setting_that_is_refused_is_named()
    {
        var refused = Should.Throw<DuckDbException>(() => DuckDbDatabase.Open(new DuckDbSettings { MemoryLimit = "many" }));
        refused.Message.ShouldContain("memory_limit");
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_told() =>
        Should.Throw<DuckDbException>(() => DuckDbDatabase.Open(new DuckDbSettings { Path = "/no/such/folder/x.db" })).ErrorType.ShouldBe(DuckDbErrorType.IO);

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
