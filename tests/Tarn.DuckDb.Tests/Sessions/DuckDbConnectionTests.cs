using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Sessions;

public sealed class DuckDbConnectionTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 2, MemoryLimit = "1GB" });
    private readonly DuckDbConnection _connection;

    public DuckDbConnectionTests() => _connection = _database.Connect();

    [Fact]
    public void Rows_come_with_their_columns()
    {
        using var result = _connection.Query("select 42::bigint as answer, 'text' as label, null::date as day");
        result.Columns.ShouldBe([new("answer", DuckDbType.BigInt), new("label", DuckDbType.Varchar), new("day", DuckDbType.Date)]);
        result.ReadAll().ShouldHaveSingleItem().ShouldBe([42L, "text", null]);
    }

    [Fact]
    public void Several_statements_run_in_order_and_the_last_one_answers()
    {
        _connection.Execute("create table t(i int); insert into t values (1), (2); -- two\n;").ShouldBe(2);
        using var result = _connection.Query("insert into t values (3); select sum(i)::bigint from t");
        result.Single().ShouldBe(6L);
    }

    [Fact]
    public void The_rows_that_changed_are_counted()
    {
        _connection.Execute("create table t as select range i from range(10)");
        _connection.Execute("update t set i = i + 1 where i < 4").ShouldBe(4);
        _connection.Execute("delete from t").ShouldBe(10);
    }

    [Fact]
    public void A_stream_gives_its_first_rows_long_before_its_last()
    {
        var before = GC.GetTotalAllocatedBytes();
        using var result = _connection.Query("select range as i, 'row ' || range as s from range(500000000)");
        var chunk = result.NextChunk()!;
        chunk.RowCount.ShouldBe(2048);
        chunk.Column(1).GetValue(2047).ShouldBe("row 2047");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(10_000_000);
    }

    [Fact]
    public void A_second_query_beside_an_open_stream_is_told_what_to_do()
    {
        using (var open = _connection.Query("from range(100000)"))
        {
            open.NextChunk().ShouldNotBeNull();
            var refused = Should.Throw<InvalidOperationException>(() => _connection.Query("select 2"));
            refused.Message.ShouldContain("from range(100000)");
            refused.Message.ShouldContain("connect again");
            open.Rows().Count().ShouldBe(100000 - 2048);
        }
        _connection.Query("select 2").Single().ShouldBe(2);
    }

    [Fact]
    public void A_stream_that_was_dropped_leaves_the_connection_free()
    {
        using (var result = _connection.Query("from range(10000000)"))
            result.NextChunk().ShouldNotBeNull();
        using var next = _connection.Query("select 1");
        next.Single().ShouldBe(1);
    }

    [Fact]
    public void A_materialized_result_leaves_the_connection_free()
    {
        using var first = _connection.Query("from range(5000)", streaming: false);
        using var second = _connection.Query("select 7", streaming: false);
        first.Rows().Count().ShouldBe(5000);
        second.Single().ShouldBe(7);
    }

    [Fact]
    public void A_chunk_that_is_over_says_so()
    {
        using var result = _connection.Query("from range(5000)");
        var first = result.NextChunk()!;
        var column = first.Column(0);
        result.NextChunk().ShouldNotBeNull();
        Should.Throw<ObjectDisposedException>(() => column.GetValue(0)).Message.ShouldContain("Copy what you keep");
        Should.Throw<ObjectDisposedException>(() => first.Column(0));
    }

    [Fact]
    public void An_empty_result_has_columns_and_no_chunks()
    {
        using var result = _connection.Query("select 1 as one where false");
        result.Columns.ShouldHaveSingleItem().Name.ShouldBe("one");
        result.Chunks().ShouldBeEmpty();
        result.NextChunk().ShouldBeNull();
    }

    [Fact]
    public void Text_without_a_statement_is_refused() =>
        Should.Throw<ArgumentException>(() => _connection.Execute("-- nothing"));

    [Fact]
    public void A_transaction_ends_as_it_is_told()
    {
        _connection.Execute("create table t(i int); begin; insert into t values (1); rollback");
        _connection.Query("select count(*) from t").ReadAll()[0][0].ShouldBe(0L);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
