namespace Tarn.Cli.Tests;

/// <summary>The clone that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string from) => File.Exists(Path.Combine(from, "Tarn.slnx")) ? from : Find(Path.GetDirectoryName(from)!);
}
