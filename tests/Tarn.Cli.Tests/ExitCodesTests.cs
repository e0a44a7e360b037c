namespace Tarn.Cli.Tests;

public sealed class ExitCodesTests
{
    [Fact]
    public void Every_code_is_documented_as_help_tells_it()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "exit-codes.md"));
        ExitCodes.All.ShouldAllBe(e => page.Contains($"| {e.Code} | {e.Meaning} |", StringComparison.Ordinal));
    }
}
