namespace Tarn.Core.Tests.Sources;

internal static class Failures
{
    public static string Code(this TarnException failure) => failure.Problems.ShouldHaveSingleItem().Code;
}
