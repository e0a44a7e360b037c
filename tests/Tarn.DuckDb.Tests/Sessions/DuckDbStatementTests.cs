using System.Globalization;
using System.Numerics;
using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Sessions;

public sealed class DuckDbStatementTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
    private readonly DuckDbConnection _connection;

    public DuckDbStatementTests() => _connection = _database.Connect();

    public static TheoryData<object?, string> Values => new()
    {
        { true, "BOOLEAN" },
        { sbyte.MinValue, "TINYINT" },
        { short.MinValue, "SMALLINT" },
        { int.MinValue, "INTEGER" },
        { long.MinValue, "BIGINT" },
        { byte.MaxValue, "UTINYINT" },
        { ushort.MaxValue, "USMALLINT" },
        { uint.MaxValue, "UINTEGER" },
        { ulong.MaxValue, "UBIGINT" },
        { Int128.MinValue, "HUGEINT" },
        { Int128.MaxValue, "HUGEINT" },
        { UInt128.MaxValue, "UHUGEINT" },
        { BigInteger.Parse("-123456789012345678901234567890123456789012345678901234567890", CultureInfo.InvariantCulture), "BIGNUM" },
        { BigInteger.Pow(2, 300), "BIGNUM" },
        { BigInteger.Zero, "BIGNUM" },
        { float.MinValue, "FLOAT" },
        { double.Epsilon, "DOUBLE" },
        { double.NaN, "DOUBLE" },
        { double.NegativeInfinity, "DOUBLE" },
        { 0m, "DECIMAL(1,0)" },
        { -12.34m, "DECIMAL(4,2)" },
        { 0.00001m, "DECIMAL(5,5)" },
        { decimal.MaxValue, "DECIMAL(29,0)" },
        { 0.0000000000000000000000000001m, "DECIMAL(28,28)" },
        { "", "VARCHAR" },
        { "a\0b, Ä, 🦆, and long enough not to be inline", "VARCHAR" },
        { Array.Empty<byte>(), "BLOB" },
        { new byte[] { 0, 255, 39, 92 }, "BLOB" },
        { DateOnly.MinValue, "DATE" },
        { DateOnly.MaxValue, "DATE" },
        { TimeOnly.MinValue, "TIME" },
        { new TimeOnly(23, 59, 59, 999, 999), "TIME" },
        { DateTime.MinValue, "TIMESTAMP" },
        { new DateTime(9999, 12, 31, 23, 59, 59, 999, 999), "TIMESTAMP" },
        { new DateTimeOffset(1969, 12, 31, 23, 0, 0, TimeSpan.FromHours(-5)), "TIMESTAMP WITH TIME ZONE" },
        { new DuckDbTimeTz(43_200_000_001, -3600), "TIME WITH TIME ZONE" },
        { new DuckDbInterval(-14, 3, 4_000_005), "INTERVAL" },
        { Guid.Parse("80000000-0000-0000-0000-000000000001"), "UUID" },
        { Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), "UUID" },
        { null, "\"NULL\"" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_parameter_comes_back_as_it_went(object? value, string type)
    {
        using var statement = _connection.Prepare("select $1, typeof($1)");
        using var result = statement.Bind(1, value).Query();
        var row = result.Rows().Single();
        row[1].ShouldBe(type);
        if (value is DateTimeOffset moment)
            row[0].ShouldBe(moment.ToUniversalTime());
        else
            row[0].ShouldBe(value);
    }

    [Fact]
    public void Parameters_go_by_name_and_tell_their_names()
    {
        using var statement = _connection.Prepare("select $later || $first || $later");
        statement.ParameterNames.ShouldBe(["later", "first"], ignoreOrder: true);
        using var result = statement.Bind("first", "a").Bind("$later", "b").Query();
        result.Single().ShouldBe("bab");
        Should.Throw<ArgumentException>(() => statement.Bind("other", 1)).Message.ShouldContain("$first");
    }

    [Fact]
    public void A_statement_runs_again_with_other_values()
    {
        using var statement = _connection.Prepare("select ? + 1");
        for (var i = 0; i < 3; i++)
        {
            using var result = statement.Bind(1, i).Query();
            result.Single().ShouldBe(i + 1);
        }
    }

    [Fact]
    public void Columns_are_known_before_it_runs()
    {
        using var statement = _connection.Prepare("select 1::decimal(9,2) as price, [1] as list where $1");
        statement.Columns.ShouldBe([new("price", new DuckDbType.Decimal(9, 2)), new("list", new DuckDbType.List(DuckDbType.Integer))]);
        using var open = _connection.Prepare("select $1");
        open.Columns.ShouldBeEmpty();
    }

    [Fact]
    public void A_sequence_is_a_list()
    {
        _connection.Query("select list_sum($1)::bigint", new object?[] { new long[] { 1, 2, 3 } }).Single().ShouldBe(6L);
        _connection.Query("select 'b' in $1", new object?[] { new List<string?> { null, "a", "b" } }).Single().ShouldBe(true);
        _connection.Query("select len($1)", new object?[] { Array.Empty<string>() }).Single().ShouldBe(0L);
    }

    [Fact]
    public void Parameters_are_given_with_the_query()
    {
        _connection.Query("select ? || ?", new object?[] { "a", "b" }).Single().ShouldBe("ab");
        _connection.Query("select $x * 2", new Dictionary<string, object?> { ["x"] = 21 }).Single().ShouldBe(42);
        _connection.Query("select $1", "one").Single().ShouldBe("one");
    }

    [Fact]
    public void A_parameter_that_is_not_there_or_not_given_is_told()
    {
        using var statement = _connection.Prepare("select $1, $2");
        Should.Throw<ArgumentOutOfRangeException>(() => statement.Bind(3, 1)).Message.ShouldContain("2 parameters");
        Should.Throw<DuckDbException>(() => statement.Bind(1, 1).Query()).ErrorType.ShouldBe(DuckDbErrorType.InvalidInput);
        Should.Throw<NotSupportedException>(() => statement.Bind(1, new Version(1, 2))).Message.ShouldContain("System.Version");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_rather_than_changed() =>
        Should.Throw<System.Text.EncoderFallbackException>(() => _connection.Query("select $1", "a\ud800b"));

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
