using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Native;
using Tarn.DuckDb.Sessions;
using Tarn.DuckDb.Tests.Functions;

namespace Tarn.DuckDb.Tests.Native;

/// <summary>Counts are of the whole process, so nothing else may run beside these.</summary>
[CollectionDefinition(nameof(LiveHandlesTests), DisableParallelization = true)]
[Collection(nameof(LiveHandlesTests))]
public sealed class LiveHandlesTests
{
    public LiveHandlesTests()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public void Whatever_is_opened_is_closed_also_on_errors()
    {
        var before = LiveHandles.Count;
        using (var database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 2 }))
        using (var connection = database.Connect())
        {
            Work(database, connection);
            Errors(database, connection);
        }
        LiveHandles.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Four_connections_work_at_the_same_time()
    {
        var before = LiveHandles.Count;
        using (var database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 2 }))
        {
            database.RegisterTable("numbers", new Numbers(50_000, threads: 2));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
            {
                using var connection = database.Connect();
                for (var i = 0; i < 20; i++)
                    connection.Query($"select sum(id + {n})::bigint from numbers()").Single().ShouldBe(1_249_975_000L + (50_000L * n));
            })));
        }
        LiveHandles.Count.ShouldBe(before);
    }

    private static void Work(DuckDbDatabase database, DuckDbConnection connection)
    {
        using var stream = database.AddStream(new Numbers(10_000, threads: 2));
        connection.Execute($"create table t as from {stream.Sql}");
        using (var statement = connection.Prepare("select * from t where id > $1 and label in $2"))
        using (var result = statement.Bind(1, 5).Bind(2, new[] { "n8", "n10" }).Query())
            result.ReadAll().Count.ShouldBe(2);
        using (var unfinished = connection.Query($"from {stream.Sql}"))
            unfinished.NextChunk().ShouldNotBeNull();
        using (var appender = connection.Append("t"))
            appender.Add(1L).Add("x").Add(0.5).EndRow();
        connection.Query("select {'a': [1], 'b': map {1: 2}, 'e': 'x'::enum('x'), 'd': 1.5}").Single().ShouldNotBeNull();
        connection.SerializeSql("select 1").ShouldNotBeEmpty();
    }

    private static void Errors(DuckDbDatabase database, DuckDbConnection connection)
    {
        using var stream = database.AddStream(new Numbers(10_000, failAt: 5_000));
        Should.Throw<DuckDbException>(() => connection.Execute($"create table u as from {stream.Sql}"));
        Should.Throw<DuckDbException>(() => connection.Query("from no_such"));
        Should.Throw<DuckDbException>(() => connection.Query("selct"));
        Should.Throw<DuckDbException>(() => connection.Prepare("select no_such"));
        Should.Throw<DuckDbException>(() => connection.Append("no_such"));
        Should.Throw<DuckDbException>(() => connection.Execute("select 'x'::int"));
        Should.Throw<NotSupportedException>(() => connection.Query("select $1", new object?[] { new Version(1, 0) }));
        Should.Throw<DuckDbException>(() => DuckDbDatabase.Open(new DuckDbSettings { Path = "/no/such/x.db" }));
    }
}
