using System.Text.Json;
using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Sessions;

public sealed class SerializePlanTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
    private readonly DuckDbConnection _connection;

    public SerializePlanTests()
    {
        _connection = _database.Connect();
        _connection.Execute("create table t (a integer)");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Literals_are_values_of_the_plan_whatever_is_in_them()
    {
        using var plan = _connection.SerializePlan("select e'it''s\n\"AND\" optional: ' as text from t");
        plan.RootElement.GetRawText().ShouldContain("LOGICAL_GET");
        var open = plan.RootElement.GetProperty("plans")[0].GetProperty("expressions")[0];
        open.GetProperty("value").GetProperty("value").GetString().ShouldBe("it's\n\"AND\" optional: ");
    }

    [Theory]
    [InlineData("select b from t", DuckDbErrorType.Binder)]
    [InlineData("select a fro t", DuckDbErrorType.Parser)]
    [InlineData("select a from missing", DuckDbErrorType.Catalog)]
    public void What_does_not_bind_is_told(string sql, DuckDbErrorType kind) =>
        Should.Throw<DuckDbException>(() => _connection.SerializePlan(sql)).ErrorType.ShouldBe(kind);

    [Fact]
    public void What_is_planned_is_not_run()
    {
        _connection.SerializePlan("insert into t values (1)").Dispose();
        using var rows = _connection.Query("select count(*) from t");
        rows.ReadAll()[0][0].ShouldBe(0L);
    }

    [Fact]
    public void Values_that_JSON_does_not_have_are_refused() => Should.Throw<JsonException>(() => _connection.SerializePlan("select 'nan'::double from t"));
}
