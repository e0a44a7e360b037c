using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Functions;

public sealed class TableFunctionsTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 4 });
    private readonly DuckDbConnection _connection;

    public TableFunctionsTests() => _connection = _database.Connect();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_source_is_read_whole_by_one_thread_or_four(int threads)
    {
        var numbers = new Numbers(1_000_003, threads);
        using var stream = _database.AddStream(numbers);
        using var result = _connection.Query($"select count(*), sum(id)::bigint, count(half), sum(half), count(distinct label), min(label), max(length(label)) from {stream.Sql}");
        result.ReadAll()[0].ShouldBe([1_000_003L, 500_002_500_003L, 900_002L, 225_001_000_001.5, 1_000_003L, "n0", 22L]);
        numbers.Closed.ShouldBe(1);
        numbers.Readers.ShouldBe(0);
    }

    [Fact]
    public void Only_the_columns_that_a_query_reads_are_asked_for()
    {
        var numbers = new Numbers(5000);
        _database.RegisterTable("numbers", numbers);
        _connection.Query("select sum(half) from numbers()").Single();
        _connection.Query("select max(half) from numbers() where id > 10").Single();
        _connection.Query("select count(*) from numbers()").Single().ShouldBe(5000L);
        numbers.Wanted[0].ShouldBe([2]);
        numbers.Wanted[1].ShouldBe([0, 2], ignoreOrder: true);
        numbers.Wanted[2].Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void What_a_source_throws_in_the_middle_is_the_inner_exception()
    {
        var numbers = new Numbers(1_000_000, threads: 2, failAt: 500_000);
        using var stream = _database.AddStream(numbers);
        var failed = Should.Throw<DuckDbException>(() => _connection.Execute($"create table copy as from {stream.Sql}"));
        failed.InnerException.ShouldBeOfType<IOException>().Message.ShouldBe("the queue broke at 500000");
        failed.Text.ShouldContain("IOException: the queue broke at 500000");
        failed.Text.ShouldNotContain("[tarn:");
        _connection.Query("select 1").Single().ShouldBe(1);
        numbers.Closed.ShouldBe(1);
        numbers.Readers.ShouldBe(0);
    }

    [Fact]
    public void A_stream_that_was_taken_back_is_not_found()
    {
        var stream = _database.AddStream(new Numbers(1));
        stream.Dispose();
        Should.Throw<DuckDbException>(() => _connection.Query($"from {stream.Sql}")).InnerException.ShouldBeOfType<KeyNotFoundException>();
    }

    [Fact]
    public void A_query_that_stops_early_closes_its_source()
    {
        var numbers = new Numbers(100_000_000);
        using var stream = _database.AddStream(numbers);
        _connection.Query($"select id from {stream.Sql}").Single().ShouldBe(0L);
        numbers.Closed.ShouldBe(1);
        numbers.Readers.ShouldBe(0);
    }

    [Fact]
    public void A_table_function_takes_arguments()
    {
        _database.RegisterTable("up_to", [DuckDbType.BigInt, DuckDbType.Varchar], arguments =>
            arguments[1] is null ? throw new FormatException("a name is wanted") : new Numbers((long)arguments[0]!));
        _connection.Query("select count(*) from up_to(77, 'x')").Single().ShouldBe(77L);
        Should.Throw<DuckDbException>(() => _connection.Query("from up_to(77, null)")).InnerException.ShouldBeOfType<FormatException>();
    }

    [Fact]
    public void A_source_feeds_a_file_without_a_table_between()
    {
        var folder = Directory.CreateTempSubdirectory("tarn-duckdb-test");
        using var stream = _database.AddStream(new Numbers(100_000, threads: 2));
        var file = Path.Combine(folder.FullName, "n.parquet");
        _connection.Execute($"copy (from {stream.Sql}) to '{file}' (format parquet)").ShouldBe(100_000);
        _connection.Query("select sum(id)::bigint from read_parquet($1)", new object?[] { file }).Single().ShouldBe(4_999_950_000L);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_column_that_is_not_wanted_or_not_of_that_width_is_refused()
    {
        var source = new DelegateSource([new("a", DuckDbType.Integer), new("b", DuckDbType.Integer)], writer =>
        {
            Should.Throw<InvalidOperationException>(() => writer.Column(0)).Message.ShouldContain("not wanted");
            Should.Throw<InvalidOperationException>(() => writer.Column(1).Values<long>().Clear()).Message.ShouldContain("INTEGER is not stored as Int64");
            Should.Throw<ArgumentOutOfRangeException>(() => writer.Column(1).SetNull(ChunkWriter.RowsMax));
            return 0;
        });
        using var stream = _database.AddStream(source);
        _connection.Query($"select max(b) from {stream.Sql}").Single().ShouldBeNull();
    }

    [Fact]
    public void Bytes_that_are_not_text_and_too_many_rows_are_errors()
    {
        var broken = new DelegateSource([new("a", DuckDbType.Varchar)], writer =>
        {
            writer.Column(0).Set(0, new byte[] { 0xff, 0xfe });
            return 1;
        });
        using var first = _database.AddStream(broken);
        Should.Throw<DuckDbException>(() => _connection.Query($"from {first.Sql}", streaming: false)).InnerException.ShouldBeOfType<ArgumentException>();
        using var second = _database.AddStream(new DelegateSource(broken.Columns, _ => 5000));
        Should.Throw<DuckDbException>(() => _connection.Query($"from {second.Sql}", streaming: false)).InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
