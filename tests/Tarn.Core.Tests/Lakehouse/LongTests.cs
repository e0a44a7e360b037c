namespace Tarn.Core.Tests.Lakehouse;

/// <summary>Whether the long forms of tests are asked for: <c>TARN_TEST_LONG=1</c>.</summary>
internal static class LongTests
{
    public static bool AreOn { get; } = Environment.GetEnvironmentVariable("TARN_TEST_LONG") is "1";

    public static int Of(int shortly, int atLength) => AreOn ? atLength : shortly;
}
