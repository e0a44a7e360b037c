using Tarn.Sources.Files;

namespace Tarn.Core.Tests.Sources.Files;

public sealed class GlobTests
{
    [Theory]
    [InlineData("data/*.csv", "data/a.csv", true)]
    [InlineData("data/*.csv", "data/a.CSV", false)]
    [InlineData("data/*.csv", "data/sub/a.csv", false)]
    [InlineData("data/**/*.csv", "data/a.csv", true)]
    [InlineData("data/**/*.csv", "data/x/y/a.csv", true)]
    [InlineData("**/a.csv", "a.csv", true)]
    [InlineData("**", "x/y/z", true)]
    [InlineData("data/a?.csv", "data/a1.csv", true)]
    [InlineData("data/a?.csv", "data/a.csv", false)]
    [InlineData("./data/{a,b*}.{csv,json}", "data/bcd.json", true)]
    [InlineData("data/{a,{b,c}d}.csv", "data/cd.csv", true)]
    [InlineData("data/{a,b}.csv", "data/c.csv", false)]
    [InlineData("data/*", "data/.hidden", false)]
    [InlineData("data/.*", "data/.hidden", true)]
    [InlineData("**/x", ".git/x", false)]
    [InlineData("data\\a*b*c", "data/aXbYbZc", true)]
    [InlineData("data/a*b*c", "data/aXbYbZ", false)]
    [InlineData("data/a.csv", "data/a.csv", true)]
    [InlineData("data/a.csv", "data/aXcsv", false)]
    public void A_path_fits_or_not(string pattern, string path, bool fits) => Glob.Parse(pattern).Matches(path).ShouldBe(fits);

    [Theory]
    [InlineData("data/*.csv", "data", true)]
    [InlineData("data/*.csv", "data/sub", false)]
    [InlineData("data/*/a.csv", "data/sub", true)]
    [InlineData("data/*/a.csv", "data/sub/sub", false)]
    [InlineData("data/**/a.csv", "data/x/y/z", true)]
    [InlineData("data/{a,b/c}/*.csv", "data/b/c", true)]
    [InlineData("data/{a,b/c}/*.csv", "data/a/c", false)]
    [InlineData("/var/*/x", "/var/data", true)]
    [InlineData("/var/*/x", "/var/.data", false)]
    public void A_folder_may_hold_what_fits_or_not(string pattern, string folder, bool may) => Glob.Parse(pattern).MayHold(folder).ShouldBe(may);

    [Theory]
    [InlineData("data/in/*.csv", "data/in")]
    [InlineData("*.csv", "")]
    [InlineData("data/a{b,c}/x", "data")]
    [InlineData("/var/data/**", "/var/data")]
    [InlineData("/*.csv", "/")]
    public void The_search_starts_below_the_plain_folders(string pattern, string folder) => Glob.Parse(pattern).Folder.ShouldBe(folder);

    [Fact]
    public void A_brace_that_is_not_closed_is_told() => Should.Throw<FormatException>(() => Glob.Parse("data/{a,b")).Message.ShouldContain("never closed");
}
