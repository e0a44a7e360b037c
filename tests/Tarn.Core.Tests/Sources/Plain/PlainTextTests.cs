using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tarn.Core.Tests.Sources.Rows;
using Tarn.DuckDb;
using Tarn.Sources.Plain;
using Tarn.Sources.Rows;

namespace Tarn.Core.Tests.Sources.Plain;

public sealed class PlainTextTests : RowsFixture
{
    private static readonly DuckDbType[] Types =
    [
        DuckDbType.BigInt, DuckDbType.Double, DuckDbType.Boolean, DuckDbType.Date, DuckDbType.Timestamp, DuckDbType.TimestampTz, DuckDbType.Uuid,
        new DuckDbType.Decimal(4, 2), new DuckDbType.Decimal(9, 0), new DuckDbType.Decimal(18, 6), new DuckDbType.Decimal(18, 18),
    ];

    [Theory]
    [InlineData("BIGINT", "0|-1|007|999999999999999999|-999999999999999999")]
    [InlineData("DOUBLE", "0|-0.5|12.25|1e5|1.5E-3|123456789012345678901|0.1|9007199254740993|-7.25e+300")]
    [InlineData("BOOLEAN", "true|false")]
    [InlineData("DATE", "2026-11-21|2024-02-29|1969-12-31|0001-01-01|9999-12-31|1900-03-01")]
    [InlineData("TIMESTAMP", "2026-11-21 10:20:30|2026-11-21T10:20:30.5|1969-12-31 23:59:59.999999|2026-11-21T10:20:30Z")]
    [InlineData("TIMESTAMP WITH TIME ZONE", "2026-11-21 10:20:30|2026-11-21T10:20:30Z|2026-11-21T10:20:30.25+02:00|2026-11-21T00:00:00-05:30")]
    [InlineData("UUID", "0b0e8400-e29b-41d4-a716-446655440000|ffffffff-ffff-ffff-ffff-ffffffffffff")]
    [InlineData("DECIMAL(4,2)", "0|-99.99|5.5|012.1")]
    [InlineData("DECIMAL(9,0)", "999999999|-1")]
    [InlineData("DECIMAL(18,6)", "123456789012.123456|-0.000001")]
    [InlineData("DECIMAL(18,18)", "0.000000000000000001|0.5")]
    public void Plain_forms_are_read_as_the_engine_reads_them(string type, string texts) =>
        texts.Split('|').ShouldAllBe(text => Agreement(type, text) == "same");

    [Theory]
    [InlineData("BIGINT", "+1| 1|1 |1.0|1e3|0x10|1_000|-|9223372036854775807|1234567890123456789")]
    [InlineData("DOUBLE", ".5|5.|nan|inf|1e999|+1|1e|1,5| 1|--1")]
    [InlineData("BOOLEAN", "t|1|yes|")]
    [InlineData("DATE", "2026-13-01|2026-02-29|2026-1-1|21/11/2026|0000-01-01|2026-11-21 |2026/11/21")]
    [InlineData("TIMESTAMP", "2026-11-21|2026-11-21 24:00:00|2026-11-21 10:60:00|2026-11-21 10:20:30.1234567|2026-11-21 10:20:30+02:00|2026-11-21 10:20:30.|2026-11-21 10:20:30 ")]
    [InlineData("TIMESTAMP WITH TIME ZONE", "2026-11-21T10:20:30+2|2026-11-21T10:20:30+99:00|2026-11-21T10:20:30 Europe/Vienna")]
    [InlineData("UUID", "0b0e8400e29b41d4a716446655440000|{0b0e8400-e29b-41d4-a716-446655440000}|x")]
    [InlineData("DECIMAL(4,2)", "100|1.005|1e1|1.|.5|+1|")]
    public void Other_forms_are_left_to_the_engine(string type, string texts) =>
        texts.Split('|').ShouldAllBe(text => Agreement(type, text) == "not plain");

    [Fact]
    public void Whatever_is_read_plainly_is_what_the_engine_makes_of_it()
    {
        var signs = Gen.Elements("0123456789".ToCharArray().Concat("--..:: TZe+".ToCharArray()).ToArray());
        var noise = Gen.Choose(1, 12).SelectMany(length => signs.ArrayOf(length)).Select(chars => new string(chars));
        var number = Gen.Choose(-2_000_000, 2_000_000).SelectMany(n => Gen.Choose(0, 9_999).Select(f => $"{n}.{f}"));
        var moment = Gen.Choose(0, 800_000).Select(minutes => DateTime.MinValue.AddHours(minutes * 100.0).AddMicroseconds(minutes).ToString("yyyy-MM-dd HH:mm:ss.ffffff"));
        var text = Gen.OneOf(noise, number, moment, moment.Select(m => m[..10]), moment.Select(m => m[..19]));
        var sample = text.Sample(100).Distinct().ToList();
        foreach (var type in Types)
            sample.ShouldAllBe(t => Agreement(type, t) != "other");
    }

    private string Agreement(string type, string text) => Agreement(Types.Single(t => t.ToString() == type), text);

    /// <summary>Reads one text plainly, and as text that the engine casts.</summary>
    private string Agreement(DuckDbType type, string text)
    {
        var column = new PlainColumn("v", "v", type, null, Required: true);
        var source = CsvRowsSource.Open([Page(Encoding.UTF8.GetBytes($"v\n\"{text}\"\n"))], Csv, Rejects).Plainly([column]);
        try
        {
            return Query(source, $"select v is not distinct from try_cast('{text}' as {type}) from pages()").ShouldHaveSingleItem() == "True" ? "same" : "other";
        }
        catch (DuckDbException fault) when (fault.InnerException is NotPlainException)
        {
            return "not plain";
        }
    }
}
