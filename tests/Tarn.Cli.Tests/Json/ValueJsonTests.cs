using System.Numerics;
using System.Text;
using System.Text.Json;
using Tarn.Cli.Json;

namespace Tarn.Cli.Tests.Json;

public sealed class ValueJsonTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { true, "true" },
        { 9_007_199_254_740_993L, "9007199254740993" },
        { ulong.MaxValue, "18446744073709551615" },
        { Int128.MaxValue, "170141183460469231731687303715884105727" },
        { BigInteger.Parse("-123456789012345678901234567890"), "-123456789012345678901234567890" },
        { 1.50m, "1.50" },
        { 0.1, "0.1" },
        { 1e300, "1E+300" },
        { 0.1f, "0.1" },
        { double.NaN, "null" },
        { double.PositiveInfinity, "null" },
        { float.NegativeInfinity, "null" },
        { "Café \"x\"\n", "\"Café \\\"x\\\"\\n\"" },
        { new DateOnly(2026, 6, 4), "\"2026-06-04\"" },
        { new TimeOnly(9, 14, 0).Add(TimeSpan.FromMicroseconds(5)), "\"09:14:00.000005\"" },
        { new DateTimeOffset(2026, 6, 4, 9, 14, 0, TimeSpan.FromHours(2)), "\"2026-06-04T07:14:00Z\"" },
        { new DateTime(2026, 6, 4, 9, 14, 0, 250), "\"2026-06-04T09:14:00.25\"" },
        { Guid.Parse("6f1c2e0a-0000-4000-8000-000000000001"), "\"6f1c2e0a-0000-4000-8000-000000000001\"" },
        { new byte[] { 0, 255, 1 }, "\"AP8B\"" },
        { new object?[] { 1, null, "a" }, "[1,null,\"a\"]" },
        { new Dictionary<string, object?> { ["a"] = 1, ["b"] = new object?[] { 2.5m } }, "{\"a\":1,\"b\":[2.5]}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_loses_nothing(object? value, string json) => Write(value).ShouldBe(json);

    private static string Write(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonAnswer.Compact))
            ValueJson.Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
