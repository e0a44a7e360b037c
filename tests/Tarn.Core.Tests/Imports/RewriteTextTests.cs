using Tarn.Imports;
using Tarn.Storage;

namespace Tarn.Core.Tests.Imports;

public sealed class RewriteTextTests
{
    private static readonly string Folder = Path.TrimEndingDirectorySeparator(Path.GetTempPath());

    [Theory]
    [InlineData("s3://bucket/sales=DIR", "s3://bucket/sales")]
    [InlineData("s3://bucket/sales/=file://DIR/", "s3://bucket/sales")]
    [InlineData("s3://bucket/year=2024=DIR", "s3://bucket/year=2024")]
    [InlineData("/old=.", "/old")]
    public void A_prefix_and_a_folder_are_read(string text, string from) =>
        RewriteText.Parse(text.Replace("DIR", Folder, StringComparison.Ordinal), path => Path.GetFullPath(path, Folder).TrimEnd('/')).ShouldBe(new PrefixRewrite(from, $"file://{Folder}"));

    [Theory]
    [InlineData("s3://bucket")]
    [InlineData("=/tmp")]
    [InlineData("s3://bucket=")]
    [InlineData("s3://bucket=s3://other")]
    [InlineData("s3://bucket=/nowhere/at/all")]
    public void What_is_none_is_told(string text) =>
        Should.Throw<TarnException>(() => RewriteText.Parse(text, Path.GetFullPath)).Problems.Single().Code.ShouldBe("import.rewrite");
}
