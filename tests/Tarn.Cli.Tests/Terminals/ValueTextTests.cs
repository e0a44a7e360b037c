using Tarn.Cli.Terminals;

namespace Tarn.Cli.Tests.Terminals;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "\"\"")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void A_field_of_csv_is_quoted_when_it_must_be(string? value, string csv) => ValueText.Csv(value).ShouldBe(csv);

    [Fact]
    public void A_map_is_readable() => ValueText.Of(new OrderedDictionary<object, object?> { [1] = "x", [2] = null }).ShouldBe("{1: x, 2: null}");

    [Fact]
    public void Nested_values_are_readable() =>
        ValueText.Of(new Dictionary<string, object?> { ["a"] = new object?[] { 1, null }, ["b"] = "x" }).ShouldBe("{a: [1, null], b: x}");
}
