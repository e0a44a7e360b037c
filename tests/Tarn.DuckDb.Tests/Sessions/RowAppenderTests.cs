using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Sessions;

public sealed class RowAppenderTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
    private readonly DuckDbConnection _connection;

    public RowAppenderTests() => _connection = _database.Connect();

    [Fact]
    public void Rows_are_in_the_table_once_it_is_closed()
    {
        _connection.Execute("create table t(b bool, i int, l bigint, f float, d double, s varchar, u varchar, x blob, day date, clock time, ts timestamp, n decimal(9,2), e int default 5, z int)");
        using var appender = _connection.Append("t", "main");
        var moment = new DateTime(2024, 2, 29, 1, 2, 3, 4, 5);
        appender.Add(true).Add(1).Add(2L).Add(3.5f).Add(4.5).Add("ä\0" + new string('x', 1000)).AddUtf8("utf8"u8).Add(new byte[] { 0, 1 }.AsSpan())
            .Add(DateOnly.FromDateTime(moment)).Add(TimeOnly.FromDateTime(moment)).Add(moment).AddValue(1.25m).AddDefault().AddNull().EndRow();
        appender.Close();
        _connection.Query("from t").ReadAll().ShouldHaveSingleItem()
            .ShouldBe([true, 1, 2L, 3.5f, 4.5, "ä\0" + new string('x', 1000), "utf8", new byte[] { 0, 1 }, DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment), moment, 1.25m, 5, null]);
    }

    [Fact]
    public void Many_rows_go_in()
    {
        _connection.Execute("create table t(i bigint, s varchar)");
        using (var appender = _connection.Append("t"))
        {
            for (var i = 0L; i < 300_000; i++)
                appender.Add(i).Add("row").EndRow();
            appender.Close();
        }
        _connection.Query("select sum(i)::bigint from t").Single().ShouldBe(44_999_850_000L);
    }

    [Fact]
    public void What_breaks_a_constraint_is_a_typed_error_and_leaves_nothing()
    {
        _connection.Execute("create table t(i int primary key)");
        using (var appender = _connection.Append("t"))
        {
            appender.Add(1).EndRow();
            appender.Add(1).EndRow();
            Should.Throw<DuckDbException>(() => appender.Flush()).ErrorType.ShouldBe(DuckDbErrorType.Constraint);
        }
        _connection.Query("select count(*) from t").Single().ShouldBe(0L);
    }

    [Fact]
    public void Rows_that_were_not_flushed_are_dropped()
    {
        _connection.Execute("create table t(i int)");
        using (var appender = _connection.Append("t"))
            appender.Add(1).EndRow();
        _connection.Query("select count(*) from t").Single().ShouldBe(0L);
    }

    [Fact]
    public void A_table_that_is_not_there_and_a_value_too_much_are_told()
    {
        Should.Throw<DuckDbException>(() => _connection.Append("no_such")).Message.ShouldContain("no_such");
        _connection.Execute("create table t(i int)");
        using var appender = _connection.Append("t");
        appender.Add(1);
        Should.Throw<DuckDbException>(() => appender.Add(2)).ErrorType.ShouldBe(DuckDbErrorType.InvalidInput);
    }

    [Fact]
    public void A_closed_appender_says_so()
    {
        _connection.Execute("create table t(i int)");
        var appender = _connection.Append("t");
        appender.Dispose();
        Should.Throw<ObjectDisposedException>(() => appender.Add(1));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
