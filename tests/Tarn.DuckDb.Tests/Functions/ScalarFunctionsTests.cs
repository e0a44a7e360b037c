using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Functions;

public sealed class ScalarFunctionsTests : IDisposable
{
    private static readonly ScalarFunction Doubled = new()
    {
        Name = "doubled",
        Parameters = [DuckDbType.BigInt],
        Returns = DuckDbType.BigInt,
        Body = (chunk, result) =>
        {
            var values = chunk.Column<FixedColumn<long>>(0).Values;
            var doubled = result.Values<long>();
            for (var i = 0; i < values.Length; i++)
                doubled[i] = values[i] * 2;
        },
    };

    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 2 });
    private readonly DuckDbConnection _connection;

    public ScalarFunctionsTests() => _connection = _database.Connect();

    [Fact]
    public void A_function_runs_over_chunks_and_null_stays_null()
    {
        _database.RegisterScalar(Doubled);
        _connection.Query("select sum(doubled(range))::bigint from range(1000000)").Single().ShouldBe(999_999_000_000L);
        _connection.Query("select doubled(v) from (values (1), (null), (3)) t(v)").ReadAll().Select(r => r[0]).ShouldBe([2L, null, 6L]);
        _connection.Query("select doubled(null)").Single().ShouldBeNull();
    }

    [Fact]
    public void A_function_of_rows_takes_and_gives_any_type()
    {
        _database.RegisterScalar(new ScalarFunction
        {
            Name = "words",
            Parameters = [DuckDbType.Varchar, DuckDbType.Varchar],
            Returns = new DuckDbType.List(DuckDbType.Varchar),
            Body = ScalarFunction.EachRow(row => ((string)row[0]!).Split((string)row[1]!)),
        });
        using var result = _connection.Query("select words(v, ' ') from (values ('a b'), (null), ('a much longer word here')) t(v)");
        result.ReadAll().Select(r => r[0]).ShouldBe([new object?[] { "a", "b" }, null, new object?[] { "a", "much", "longer", "word", "here" }]);
    }

    [Fact]
    public void A_function_that_sees_nulls_decides_itself()
    {
        _database.RegisterScalar(new ScalarFunction
        {
            Name = "count_nulls",
            Parameters = [],
            Rest = DuckDbType.Integer,
            Returns = DuckDbType.Integer,
            SeesNulls = true,
            Body = ScalarFunction.EachRow(row => row.Count(v => v is null), seesNulls: true),
        });
        _connection.Query("select count_nulls(null, 1, null)").Single().ShouldBe(2);
    }

    [Fact]
    public void What_a_function_throws_is_the_inner_exception()
    {
        _database.RegisterScalar(Doubled with { Name = "broken", Body = (_, _) => throw new TimeZoneNotFoundException("Atlantis") });
        var failed = Should.Throw<DuckDbException>(() => _connection.Query("select broken(range) from range(10)", streaming: false));
        failed.ErrorType.ShouldBe(DuckDbErrorType.InvalidInput);
        failed.InnerException.ShouldBeOfType<TimeZoneNotFoundException>().Message.ShouldBe("Atlantis");
        failed.Text.ShouldNotContain("tarn:");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
