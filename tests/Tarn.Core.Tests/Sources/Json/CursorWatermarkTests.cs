using System.Text;
using Tarn.Sources.Json;

namespace Tarn.Core.Tests.Sources.Json;

public sealed class CursorWatermarkTests
{
    [Theory]
    [InlineData("9", "10", "10")]
    [InlineData("10", "9.5", "10")]
    [InlineData("1e3", "999", "1e3")]
    [InlineData("\"2026-06-04T09:00:00Z\"", "\"2026-06-04T10:00:00+02:00\"", "2026-06-04T09:00:00Z")]
    [InlineData("\"2026-06-04\"", "\"2026-06-04T00:00:01\"", "2026-06-04T00:00:01")]
    [InlineData("\"b10\"", "\"b9\"", "b9")]
    [InlineData("null", "\"x\"", "x")]
    public void The_highest_value_stays(string first, string second, string highest)
    {
        Value(null, null, first, second).ShouldBe(highest);
        Value(null, null, second, first).ShouldBe(highest);
    }

    [Fact]
    public void It_never_falls_below_its_start() => Value("100", null, "99", "7").ShouldBe("100");

    [Theory]
    [InlineData("%m/%d/%Y %H:%M:%S", "06/04/2026 09:14:00", "12/31/2025 23:59:59", "06/04/2026 09:14:00")]
    [InlineData("%Y%m%d", "20260604", "20251231", "20260604")]
    [InlineData("%d-%b-%y %I:%M %p", "04-Jun-26 01:00 PM", "04-Jun-26 11:00 AM", "04-Jun-26 01:00 PM")]
    [InlineData("%Y-%m-%dT%H:%M:%S.%f%z", "2026-06-04T09:00:00.5+02:00", "2026-06-04T08:00:00.25+00:00", "2026-06-04T08:00:00.25+00:00")]
    public void A_format_orders_by_the_instant_it_tells(string format, string first, string second, string highest) =>
        Value(null, format, $"\"{first}\"", $"\"{second}\"", "\"not a time\"").ShouldBe(highest);

    [Fact]
    public void A_format_that_is_not_understood_is_refused() =>
        Should.Throw<FormatException>(() => new CursorWatermark("at", null, "%Q")).Message.ShouldContain("%Q");

    private static string? Value(string? start, string? format, params string[] values)
    {
        var watermark = new CursorWatermark("a t", start, format);
        foreach (var value in values)
            watermark.Observe(Encoding.UTF8.GetBytes($$"""{"x":1,"a t":{{value}}}"""));
        return watermark.Value;
    }
}
