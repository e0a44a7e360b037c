using System.Globalization;
using System.Numerics;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

/// <summary>Conditions as the engine itself tells them.</summary>
public sealed class PlanFilterTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1, TracksProgress = false });
    private readonly DuckDbConnection _connection;

    public PlanFilterTests()
    {
        _connection = _database.Connect();
        _connection.Execute("set TimeZone = 'UTC'");
    }

    [Theory]
    [InlineData("int", "-7", "-7")]
    [InlineData("long", "9007199254740993", "9007199254740993")]
    [InlineData("float", "0.1::float", "0.1")]
    [InlineData("double", "0.1", "0.1")]
    [InlineData("decimal(9, 2)", "-25.75", "-2575")]
    [InlineData("decimal(38, 3)", "-12345678901234567890.123", "-12345678901234567890123")]
    [InlineData("date", "date '1969-12-31'", "-1")]
    [InlineData("time", "time '00:00:01.5'", "1500000")]
    [InlineData("timestamp", "timestamp '1970-01-01 00:00:01'", "1000000")]
    [InlineData("timestamptz", "timestamptz '1970-01-01 02:00:01+02'", "1000000")]
    [InlineData("timestamp_ns", "'1970-01-01 00:00:00.000000001'::timestamp_ns", "1")]
    [InlineData("string", "e'it''s\\n\"optional: \"'", "it's\n\"optional: \"")]
    [InlineData("uuid", "'550e8400-e29b-41d4-a716-446655440000'", "550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("uuid", "'f50e8400-e29b-41d4-a716-446655440000'", "f50e8400-e29b-41d4-a716-446655440000")]
    public void A_value_of_each_type_is_read(string type, string sql, string value)
    {
        var greater = FilterOf(TypeText.Parse(type), $"c > {sql}").ShouldBeOfType<Expression.Greater>();
        Convert.ToString(greater.Value, CultureInfo.InvariantCulture).ShouldBe(value);
        greater.Value.GetType().ShouldBe(ValueTypeOf(TypeText.Parse(type)));
    }

    [Theory]
    [InlineData("c", true)]
    [InlineData("not c", false)]
    [InlineData("c = false", false)]
    public void Truth_values_are_conditions(string condition, bool value) => FilterOf(new IcebergType.Boolean(), condition).ShouldBe(new Expression.Equal(1, value));

    [Theory]
    [InlineData("c = 5", "Equal")]
    [InlineData("5 >= c", "LessOrEqual")]
    [InlineData("c in (1, 5)", "In")]
    [InlineData("c is null", "IsNull")]
    [InlineData("c is not null", "NotNull")]
    [InlineData("c is null or c = 3", "Or")]
    [InlineData("c > 3 and c < 9", "And")]
    [InlineData("c > 3 and c % 2 = 0", "Greater")]
    [InlineData("c > 3 or c % 2 = 0", null)]
    [InlineData("c::varchar = '5'", null)]
    [InlineData("c = null", null)]
    [InlineData("c = 3.5", null)]
    public void What_is_understood_is_weaker_never_stronger(string condition, string? kind) => (FilterOf(new IcebergType.Int(), condition)?.GetType().Name).ShouldBe(kind);

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    /// <summary>How values of the type are held, as <see cref="IcebergType"/> tells.</summary>
    private static Type ValueTypeOf(IcebergType type) => type switch
    {
        IcebergType.Int or IcebergType.Date => typeof(int),
        IcebergType.Float => typeof(float),
        IcebergType.Double => typeof(double),
        IcebergType.Decimal => typeof(BigInteger),
        IcebergType.String => typeof(string),
        IcebergType.Uuid => typeof(Guid),
        _ => typeof(long),
    };

    private Expression? FilterOf(IcebergType type, string condition)
    {
        _connection.Execute($"create or replace table t (c {EngineType.SqlOf(type)})");
        _connection.Execute("set disabled_optimizers = 'statistics_propagation,empty_result_pullup'");
        using var plan = _connection.SerializePlan($"select * from t where {condition}");
        var scan = PlanScan.AllIn(plan.RootElement).SingleOrDefault(scan => scan is { Schema: "main", Table: "t" });
        return scan is { Filters: [{ Column: "c" } filter] } ? PlanFilter.Read(filter.Filter, new NestedField { Id = 1, Name = "c", Type = type }) : null;
    }
}
