using System.Text.Json;
using Tarn.Bench.Measure;

namespace Tarn.Bench.Lakes;

/// <summary>The program <c>tarn</c> of this clone, built for release.</summary>
internal static class TarnProgram
{
    /// <summary>The clone.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Where the build puts it.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Root, "artifacts", "bin", "Tarn.Cli", "release", "tarn");

    /// <summary>One whole <c>tarn run</c>.</summary>
    public static async Task<TarnRun> RunAsync(string project, CancellationToken cancel)
    {
        if (!File.Exists(Path))
            throw new FileNotFoundException($"'{Path}' is not there. Build it: dotnet build src/Tarn.Cli -c Release");
        var process = await ProcessRun.OfAsync(Path, ["run", "--project", project, "--json"], cancel);
        using var answer = JsonDocument.Parse(process.Output);
        var steps = answer.RootElement.GetProperty("steps").EnumerateArray()
            .Select(s => (Kind: s.GetProperty("kind").GetString()!, Seconds: s.GetProperty("seconds").GetDouble()))
            .GroupBy(s => s.Kind)
            .ToDictionary(g => g.Key, g => g.Sum(s => s.Seconds), StringComparer.Ordinal);
        return new TarnRun(process, steps);
    }

    private static string FindRoot(string from) =>
        File.Exists(System.IO.Path.Combine(from, "Tarn.slnx")) ? from : FindRoot(System.IO.Path.GetDirectoryName(from)!);
}
