using FsCheck;
using FsCheck.Fluent;
using Tarn.Project;
using Tarn.Project.Shapes;

namespace Tarn.Core.Tests.Project;

public sealed class PathsAndDurationsTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("26h", 93600)]
    [InlineData("7d", 604800)]
    public void A_duration_is_a_number_and_a_unit(string text, double seconds) =>
        DurationText.TryParse(text)!.Value.TotalSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1.5h")]
    [InlineData("26 hours")]
    [InlineData("1h30m")]
    [InlineData("99999999999999999999s")]
    [InlineData("999999999d")]
    public void Nothing_else_is_a_duration(string text) => DurationText.TryParse(text).ShouldBeNull();

    [Fact]
    public void Whatever_is_written_is_a_duration_or_not_but_never_a_fault() =>
        Prop.ForAll<string>(text => DurationText.TryParse(text ?? "") is null or { Ticks: > 0 }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_duration_has_bounds()
    {
        TextForms.Duration("1s", "1h").Fits("60m").ShouldBeTrue();
        TextForms.Duration("1s", "1h").Fits("61m").ShouldBeFalse();
        TextForms.Duration("1s", "1h").Fits("1ms").ShouldBeFalse();
    }

    [Fact]
    public void A_path_into_JSON_is_names_and_positions()
    {
        JsonPathText.Parse("$").Parts.ShouldBeEmpty();
        JsonPathText.Parse("$.data['a b'].x-y[10]").Parts.ShouldBe(
            [new JsonPathPart.Name("data"), new JsonPathPart.Name("a b"), new JsonPathPart.Name("x-y"), new JsonPathPart.Index(10)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data")]
    [InlineData("$..data")]
    [InlineData("$.data[*]")]
    [InlineData("$.data[-1]")]
    [InlineData("$.data\n")]
    public void Nothing_is_searched_in_JSON(string text) => JsonPathText.TryParse(text).ShouldBeNull();
}
