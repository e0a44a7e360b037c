using System.Diagnostics;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;
using Tarn.DuckDb.Tests.Functions;

namespace Tarn.DuckDb.Tests.Sessions;

public sealed class InterruptTests : IDisposable
{
    private const string Endless = "select count(*) from range(1000000000) a, range(1000000000) b where a.range * b.range % 7 = 3";

    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 2 });
    private readonly DuckDbConnection _connection;

    public InterruptTests() => _connection = _database.Connect();

    [Fact]
    public async Task An_interrupt_stops_a_query_and_the_connection_goes_on()
    {
        var query = Task.Run(() => Should.Throw<DuckDbException>(() => _connection.Query(Endless)));
        while (!query.IsCompleted)
        {
            _connection.Interrupt();
            await Task.Delay(20);
        }
        (await query).ErrorType.ShouldBe(DuckDbErrorType.Interrupt);
        _connection.Query("select 1").Single().ShouldBe(1);
    }

    [Fact]
    public void A_token_that_is_cancelled_stops_a_query()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var time = Stopwatch.StartNew();
        Should.Throw<OperationCanceledException>(() => _connection.Execute(Endless, cancel: cancel.Token)).CancellationToken.ShouldBe(cancel.Token);
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        _connection.Query("select 1").Single().ShouldBe(1);
    }

    [Fact]
    public void A_token_that_is_cancelled_already_starts_nothing()
    {
        Should.Throw<OperationCanceledException>(() => _connection.Execute("create table t(i int)", cancel: new CancellationToken(canceled: true)));
        _connection.Query("select count(*) from duckdb_tables()").Single().ShouldBe(0L);
    }

    [Fact]
    public void A_stream_stops_between_its_chunks()
    {
        using var cancel = new CancellationTokenSource();
        using (var result = _connection.Query("from range(100000000)", cancel: cancel.Token))
        {
            result.NextChunk().ShouldNotBeNull();
            cancel.Cancel();
            Should.Throw<OperationCanceledException>(() => result.NextChunk());
        }
        _connection.Query("select 1").Single().ShouldBe(1);
    }

    [Fact]
    public void A_token_that_is_cancelled_late_touches_nothing()
    {
        using var cancel = new CancellationTokenSource();
        _connection.Query("select 1", cancel: cancel.Token).Single().ShouldBe(1);
        cancel.Cancel();
        _connection.Query("select count(*) from range(3000000)").Single().ShouldBe(3000000L);
    }

    [Fact]
    public void Progress_is_unknown_without_a_query_and_moves_within_one()
    {
        _connection.Progress().Percentage.ShouldBeNull();
        _connection.Execute("create table t as select range i from range(3000000)");
        var seen = new List<double>();
        _database.RegisterScalar(new ScalarFunction
        {
            Name = "watched",
            Parameters = [DuckDbType.BigInt],
            Returns = DuckDbType.BigInt,
            Body = (chunk, result) =>
            {
                lock (seen)
                    seen.Add(_connection.Progress().Percentage ?? -1);
                chunk.Column<Tarn.DuckDb.Columns.FixedColumn<long>>(0).Values.CopyTo(result.Values<long>());
            },
        });
        _connection.Query("select sum(watched(i))::bigint from t").Single().ShouldBe(4499998500000L);
        seen.Max().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_source_is_closed_when_its_query_is_cancelled()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var numbers = new Numbers(long.MaxValue / 2, threads: 2);
        using var stream = _database.AddStream(numbers);
        Should.Throw<OperationCanceledException>(() => _connection.Execute($"select max(id) from {stream.Sql} where id % 7 = 8", cancel: cancel.Token));
        numbers.Closed.ShouldBe(1);
        numbers.Readers.ShouldBe(0);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
