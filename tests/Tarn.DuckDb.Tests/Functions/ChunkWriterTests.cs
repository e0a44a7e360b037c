using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Functions;

public sealed class ChunkWriterTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
    private readonly DuckDbConnection _connection;

    public ChunkWriterTests() => _connection = _database.Connect();

    [Fact]
    public void Texts_come_back_as_they_were_written() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?[]>(), texts =>
        {
            var valid = texts.Select(t => t is null ? null : string.Concat(t.EnumerateRunes())).ToArray<object?>();
            return RoundTrips(DuckDbType.Varchar, valid);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Blobs_come_back_as_they_were_written() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]?[]>(), blobs => RoundTrips(DuckDbType.Blob, [.. blobs])).QuickCheckThrowOnFailure();

    [Fact]
    public void Decimals_come_back_as_they_were_written() =>
        Prop.ForAll(ArbMap.Default.ArbFor<decimal>(), number => RoundTrips(new DuckDbType.Decimal(38, Math.Min((int)number.Scale, 9)), [decimal.Round(number, Math.Min((int)number.Scale, 9))]))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Lists_of_lists_come_back_as_they_were_written() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long?[]?[]>(), lists =>
        {
            var type = new DuckDbType.List(new DuckDbType.List(DuckDbType.BigInt));
            var value = lists.Select(l => l?.Cast<object?>().ToArray()).ToArray<object?>();
            return RoundTrips(type, [value, null, value]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parameters_come_back_as_they_were_bound() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(decimal, BigInteger, byte[])>(), v =>
        {
            using var result = _connection.Query("select $1, $2, $3", new object?[] { v.Item1, v.Item2, v.Item3 ?? [] });
            var row = result.Rows().Single();
            return Equals(row[0], v.Item1) && Equals(row[1], v.Item2) && ((byte[])row[2]!).SequenceEqual(v.Item3 ?? []);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_type_that_can_be_written_comes_back()
    {
        var fields = new DuckDbColumn[] { new("a", DuckDbType.Integer), new("t", DuckDbType.Varchar) };
        var row = new OrderedDictionary<string, object?> { ["a"] = 1, ["t"] = "a text that is too long to be inline" };
        RoundTrips(DuckDbType.Boolean, [true, null, false]).ShouldBeTrue();
        RoundTrips(DuckDbType.TinyInt, [sbyte.MinValue, sbyte.MaxValue]).ShouldBeTrue();
        RoundTrips(DuckDbType.USmallInt, [ushort.MaxValue]).ShouldBeTrue();
        RoundTrips(DuckDbType.UBigInt, [ulong.MaxValue]).ShouldBeTrue();
        RoundTrips(DuckDbType.HugeInt, [Int128.MinValue, Int128.MaxValue]).ShouldBeTrue();
        RoundTrips(DuckDbType.UHugeInt, [UInt128.MaxValue]).ShouldBeTrue();
        RoundTrips(DuckDbType.Float, [float.Epsilon, float.NaN]).ShouldBeTrue();
        RoundTrips(DuckDbType.Date, [DateOnly.MinValue, DateOnly.MaxValue, new DuckDbBeyond(DuckDbType.Date, int.MaxValue, "infinity")]).ShouldBeTrue();
        RoundTrips(DuckDbType.Time, [TimeOnly.MinValue]).ShouldBeTrue();
        RoundTrips(DuckDbType.Timestamp, [DateTime.MinValue, DateTime.UnixEpoch.AddMicroseconds(-1)]).ShouldBeTrue();
        RoundTrips(DuckDbType.TimestampNs, [DateTime.UnixEpoch.AddTicks(-1)]).ShouldBeTrue();
        RoundTrips(DuckDbType.TimestampTz, [DateTimeOffset.UnixEpoch]).ShouldBeTrue();
        RoundTrips(DuckDbType.TimeTz, [new DuckDbTimeTz(5, -7200)]).ShouldBeTrue();
        RoundTrips(DuckDbType.Interval, [new DuckDbInterval(1, -2, 3)]).ShouldBeTrue();
        RoundTrips(DuckDbType.Uuid, [Guid.AllBitsSet, Guid.Empty]).ShouldBeTrue();
        RoundTrips(new DuckDbType.Decimal(4, 2), [-12.34m, 0.1m]).ShouldBeTrue();
        RoundTrips(new DuckDbType.Enum(["x", "y"]), ["y", "x", null]).ShouldBeTrue();
        RoundTrips(new DuckDbType.Array(DuckDbType.Integer, 2), [new object?[] { 1, null }, null]).ShouldBeTrue();
        RoundTrips(new DuckDbType.Struct(fields), [row, null, row]).ShouldBeTrue();
        RoundTrips(new DuckDbType.Map(DuckDbType.Varchar, DuckDbType.Double), [new OrderedDictionary<object, object?> { ["k"] = 1.5, ["l"] = null }, null]).ShouldBeTrue();
    }

    [Fact]
    public void A_list_longer_than_a_chunk_makes_its_own_room()
    {
        var items = Enumerable.Range(0, 10_000).Select(i => (object?)$"element number {i}").ToArray();
        RoundTrips(new DuckDbType.List(DuckDbType.Varchar), [new object?[] { "first" }, items, null, items]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("TINYINT", 128L)]
    [InlineData("TINYINT", "text")]
    [InlineData("DECIMAL", 10_000L)]
    public void What_does_not_fit_is_refused(string type, object value)
    {
        var target = type == "DECIMAL" ? new DuckDbType.Decimal(4, 1) : DuckDbType.TinyInt;
        var written = type == "DECIMAL" ? (decimal)(long)value : value;
        var failed = Should.Throw<DuckDbException>(() => RoundTrips(target, [written]));
        (failed.InnerException is OverflowException or InvalidCastException).ShouldBeTrue(failed.Message);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private bool RoundTrips(DuckDbType type, object?[] values)
    {
        using var stream = _database.AddStream(new RowSource([new("v", type)], values.Select(v => new[] { v })));
        using var result = _connection.Query($"from {stream.Sql}", streaming: false);
        result.Columns[0].Type.ShouldBe(type);
        return Same([.. result.Rows().Select(r => r[0])], values);
    }

    private static bool Same(object? actual, object? expected) => (actual, expected) switch
    {
        (System.Collections.IDictionary a, System.Collections.IDictionary b) => Same(a.Keys, b.Keys) && Same(a.Values, b.Values),
        (string a, string b) => a == b,
        (System.Collections.IEnumerable a, System.Collections.IEnumerable b) => a.Cast<object?>().SequenceEqual(b.Cast<object?>(), EqualityComparer<object?>.Create(Same)),
        _ => Equals(actual, expected),
    };

    private static bool Same(object?[] actual, object?[] expected) => Same((object)actual, expected);
}
