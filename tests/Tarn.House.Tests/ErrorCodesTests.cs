using System.Text.RegularExpressions;

namespace Tarn.House.Tests;

/// <summary>Scripts match on codes, so each is written down, and none is written down that nothing tells.</summary>
public sealed class ErrorCodesTests
{
    private const string Areas =
        "catalog|check|contract|demo|engine|init|io|lake|landing|maintain|merge|models|name|project|query|run|serve|source|table|usage|view";

    private static readonly Regex InCode = new($"\"(({Areas})\\.[a-z0-9-]+)\"", RegexOptions.None, TimeSpan.FromSeconds(10));
    private static readonly Regex InPage = new($"`(({Areas})\\.[a-z0-9-]+)`", RegexOptions.None, TimeSpan.FromSeconds(10));

    /// <summary>Names of files, not codes.</summary>
    private static readonly string[] Others = ["lake.json"];

    [Fact]
    public void Every_code_is_documented_and_every_documented_code_is_told()
    {
        var told = House.Sources.SelectMany(f => InCode.Matches(f.Text)).Select(m => m.Groups[1].Value).Except(Others).Distinct().Order(StringComparer.Ordinal);
        var page = File.ReadAllText(Path.Combine(House.Root, "docs/reference/errors.md"));
        InPage.Matches(page).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal).ShouldBe(told);
    }
}
