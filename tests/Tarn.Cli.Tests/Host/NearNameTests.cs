using Tarn.Cli.Host;

namespace Tarn.Cli.Tests.Host;

public sealed class NearNameTests
{
    private static readonly string[] Known = ["demo", "init", "validate", "plan", "run", "status", "query", "log", "show", "branch", "tag", "diff", "merge", "table"];

    [Theory]
    [InlineData("rnu", "run")]
    [InlineData("statsu", "status")]
    [InlineData("qurey", "query")]
    [InlineData("val", "validate")]
    [InlineData("brnch", "branch")]
    [InlineData("tables", "table")]
    public void A_slip_finds_what_was_meant(string word, string meant) => NearName.Of(word, Known).ShouldBe(meant);

    [Theory]
    [InlineData("xyzzy")]
    [InlineData("deploy-everything")]
    public void A_strange_word_finds_nothing(string word) => NearName.Of(word, Known).ShouldBeNull();
}
