using System.Globalization;
using System.Numerics;
using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Columns;

public sealed class ColumnReaderTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
    private readonly DuckDbConnection _connection;

    public ColumnReaderTests() => _connection = _database.Connect();

    /// <summary>A SQL value and what GetValue gives for it, each beside a null of its type.</summary>
    public static TheoryData<string, object> Values => new()
    {
        { "true", true },
        { "(-128)::tinyint", sbyte.MinValue },
        { "32767::smallint", short.MaxValue },
        { "(-2147483648)::int", int.MinValue },
        { "9223372036854775807::bigint", long.MaxValue },
        { "255::utinyint", byte.MaxValue },
        { "65535::usmallint", ushort.MaxValue },
        { "4294967295::uinteger", uint.MaxValue },
        { "18446744073709551615::ubigint", ulong.MaxValue },
        { "(-170141183460469231731687303715884105728)::hugeint", Int128.MinValue },
        { "340282366920938463463374607431768211455::uhugeint", UInt128.MaxValue },
        { "'nan'::float", float.NaN },
        { "'-inf'::double", double.NegativeInfinity },
        { "1.7976931348623157e308::double", double.MaxValue },
        { "(-999.9)::decimal(4,1)", -999.9m },
        { "99999.9999::decimal(9,4)", 99999.9999m },
        { "(-999999999999999999)::decimal(18,0)", -999999999999999999m },
        { "7922816251426433759354395.0335::decimal(38,4)", 7922816251426433759354395.0335m },
        { "''", "" },
        { "'123456789012'", "123456789012" },
        { "'1234567890123'", "1234567890123" },
        { "'🦆' || chr(0) || 'ä'", "🦆\0ä" },
        { "'{\"a\": 1}'::json", "{\"a\": 1}" },
        { "'\\x00\\xFF'::blob", new byte[] { 0, 255 } },
        { "'101'::bit", "101" },
        { "'0000000011111111'::bit", "0000000011111111" },
        { "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid", Guid.AllBitsSet },
        { "'00000000-0000-0000-0000-000000000001'::uuid", new Guid("00000000-0000-0000-0000-000000000001") },
        { "'0001-01-01'::date", DateOnly.MinValue },
        { "'9999-12-31'::date", DateOnly.MaxValue },
        { "'23:59:59.999999'::time", new TimeOnly(23, 59, 59, 999, 999) },
        { "'12:00:00.1234567'::time_ns", new TimeOnly(432001234567) },
        { "'12:00:00+05:30'::timetz", new DuckDbTimeTz(43_200_000_000, 19_800) },
        { "'24:00:00-15:59:59'::timetz", new DuckDbTimeTz(86_400_000_000, -57_599) },
        { "'1969-12-31 23:59:59.999999'::timestamp", DateTime.UnixEpoch.AddMicroseconds(-1) },
        { "'0001-01-01 00:00:00'::timestamp_s", DateTime.MinValue },
        { "'2024-02-29 12:00:00.123'::timestamp_ms", new DateTime(2024, 2, 29, 12, 0, 0, 123) },
        { "'2024-02-29 12:00:00.1234567'::timestamp_ns", new DateTime(2024, 2, 29, 12, 0, 0).AddTicks(1234567) },
        { "'2024-01-01 00:00:00+02:00'::timestamptz", new DateTimeOffset(2023, 12, 31, 22, 0, 0, TimeSpan.Zero) },
        { "interval '-2 years 3 days 4.5 seconds'", new DuckDbInterval(-24, 3, 4_500_000) },
        { "'b'::enum('a', 'b')", "b" },
        { "[1, null, 3]", new object?[] { 1, null, 3 } },
        { "[]::varchar[]", Array.Empty<object?>() },
        { "[['a'], null, [null, 'b']]", new object?[] { new object?[] { "a" }, null, new object?[] { null, "b" } } },
        { "[1.5::double, null]::double[2]", new object?[] { 1.5, null } },
        { "{'a': 1, 'B b': [true]}", new OrderedDictionary<string, object?> { ["a"] = 1, ["B b"] = new object?[] { true } } },
        { "row(1, 'x')", new OrderedDictionary<string, object?> { ["1"] = 1, ["2"] = "x" } },
        { "map {'k': 1, 'l': null}", new OrderedDictionary<object, object?> { ["k"] = 1, ["l"] = null } },
        { "union_value(num := 7)::union(txt varchar, num int)", new DuckDbUnion("num", 7) },
        { "'123456789012345678901234567890123456789012'::bignum", BigInteger.Parse("123456789012345678901234567890123456789012", CultureInfo.InvariantCulture) },
        { "(-256)::bignum", new BigInteger(-256) },
        { "0::bignum", BigInteger.Zero },
    };

    public static TheoryData<string, string> Beyond => new()
    {
        { "'infinity'::date", "infinity" },
        { "'-infinity'::date", "-infinity" },
        { "'44-03-15 (BC)'::date", "0044-03-15 (BC)" },
        { "'12024-01-01'::date", "12024-01-01" },
        { "'infinity'::timestamp", "infinity" },
        { "'-infinity'::timestamptz", "-infinity" },
        { "'infinity'::timestamp_s", "infinity" },
        { "'infinity'::timestamp_ms", "infinity" },
        { "'-infinity'::timestamp_ns", "-infinity" },
        { "'290000-01-01 00:00:00'::timestamp", "290000-01-01 00:00:00" },
        { "'2024-01-01 00:00:00.123456789'::timestamp_ns", "2024-01-01 00:00:00.123456789" },
        { "'24:00:00'::time", "24:00:00" },
        { "99999999999999999999999999999999999999::decimal(38,0)", "99999999999999999999999999999999999999" },
        { "(-0.00000000000000000000000000000000000001)::decimal(38,38)", "-0.00000000000000000000000000000000000001" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_and_a_null_beside_it_come_as_they_are(string sql, object expected)
    {
        using var result = _connection.Query($"select v from (values (1, null), (2, {sql}), (3, null), (4, {sql})) t(i, v) order by i");
        var rows = result.ReadAll();
        rows[0][0].ShouldBeNull();
        rows[2][0].ShouldBeNull();
        Same(rows[1][0], expected).ShouldBeTrue($"{rows[1][0]} of {rows[1][0]?.GetType()}");
        Same(rows[3][0], expected).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Beyond))]
    public void What_the_clr_type_cannot_hold_comes_as_its_text(string sql, string text)
    {
        using var result = _connection.Query($"select {sql}");
        var beyond = result.Rows().Single()[0].ShouldBeOfType<DuckDbBeyond>();
        beyond.Text.ShouldBe(text);
        beyond.Type.ShouldBe(result.Columns[0].Type);
        _connection.Query($"select {sql} = '{text}'::{beyond.Type}").Single().ShouldBe(true);
    }

    [Fact]
    public void A_typed_reader_throws_where_its_type_ends()
    {
        using var result = _connection.Query("select 'infinity'::date, 'infinity'::timestamp, '24:00'::time, 1e37::decimal(38,0)");
        var chunk = result.NextChunk()!;
        Should.Throw<OverflowException>(() => chunk.Column<DateColumn>(0)[0]).Message.ShouldContain("infinity");
        Should.Throw<OverflowException>(() => chunk.Column<TimestampColumn>(1)[0]);
        Should.Throw<OverflowException>(() => chunk.Column<TimeColumn>(2)[0]);
        Should.Throw<OverflowException>(() => chunk.Column<DecimalColumn>(3)[0]);
        chunk.Column<DateColumn>(0).Days[0].ShouldBe(int.MaxValue);
        Should.Throw<InvalidCastException>(() => chunk.Column<TextColumn>(0)).Message.ShouldContain("DateColumn");
    }

    [Fact]
    public void Spans_lie_over_the_vector()
    {
        using var result = _connection.Query("select range as n, 'text number ' || range as s, case when range % 2 = 0 then range end as even, [range, range] as l from range(5000)");
        var sum = 0L;
        var rows = 0;
        foreach (var chunk in result.Chunks())
        {
            foreach (var n in chunk.Column<FixedColumn<long>>(0).Values)
                sum += n;
            chunk.Column<TextColumn>(1).Utf8(3).StartsWith("text number "u8).ShouldBeTrue();
            chunk.Column(2).IsNull(1).ShouldBeTrue();
            chunk.Column(0).MayBeNull.ShouldBeFalse();
            var lists = chunk.Column<ListColumn>(3);
            lists[7].ShouldBe(14..16);
            ((FixedColumn<long>)lists.Elements).Values[14].ShouldBe(rows + 7L);
            rows += chunk.RowCount;
        }
        (rows, sum).ShouldBe((5000, 12_497_500));
    }

    [Fact]
    public void Enums_of_every_width_are_read()
    {
        _connection.Execute("create type wide as enum (select 'label ' || range from range(300))");
        using var result = _connection.Query("select ('label ' || range)::wide as e from range(300) order by range desc");
        result.Rows().Select(r => r[0]).ShouldBe(Enumerable.Range(0, 300).Select(i => $"label {299 - i}"));
        result.Columns[0].Type.ShouldBeOfType<DuckDbType.Enum>().Values.Count.ShouldBe(300);
    }

    [Fact]
    public void Lists_that_were_cut_and_filtered_are_read_from_where_they_lie()
    {
        using var result = _connection.Query("select list_filter(l, x -> x % 3 = 0)[2:] from (select range(range, range + 10) l from range(3000)) where len(l) > 0");
        var row = result.ReadAll()[2999];
        ((object?[])row[0]!).ShouldBe([3003L, 3006L]);
    }

    [Fact]
    public void A_type_without_a_reader_is_named() =>
        Should.Throw<NotSupportedException>(() => _connection.Query("select 1::variant").Single()).Message.ShouldContain("VARIANT");

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static bool Same(object? actual, object? expected) => (actual, expected) switch
    {
        (System.Collections.IDictionary a, System.Collections.IDictionary b) => Same(a.Keys, b.Keys) && Same(a.Values, b.Values),
        (string a, string b) => a == b,
        (System.Collections.IEnumerable a, System.Collections.IEnumerable b) =>
            a.Cast<object?>().Count() == b.Cast<object?>().Count() && a.Cast<object?>().Zip(b.Cast<object?>()).All(p => Same(p.First, p.Second)),
        _ => Equals(actual, expected),
    };
}
