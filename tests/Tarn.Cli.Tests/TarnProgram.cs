using System.Diagnostics;

namespace Tarn.Cli.Tests;

/// <summary>The real program, as a process in a folder of the test's own.</summary>
internal static class TarnProgram
{
    /// <summary>The program that was built with the tests.</summary>
    public static string Binary { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tarn.exe" : "tarn");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<ProgramResult> RunAsync(string folder, params IEnumerable<string> args)
    {
        using var process = Start(folder, args);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Runs a command to its end and insists on its exit code; what it printed to standard output.</summary>
    public static async Task<string> OutputAsync(string folder, int exitCode, params IEnumerable<string> args)
    {
        var result = await RunAsync(folder, args);
        result.ExitCode.ShouldBe(exitCode, result.Whole);
        return result.Out;
    }

    /// <summary>Starts a command.</summary>
    public static Process Start(string folder, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null) =>
        Start(Binary, folder, args, environment);

    /// <summary>Starts another program in the same surroundings.</summary>
    public static Process Start(string program, string folder, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("TARN_", StringComparison.Ordinal) || k.StartsWith("OVERDRIVE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["TARN_AUTHOR"] = "reader";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a command; kills it when it takes minutes.</summary>
    public static async Task<ProgramResult> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', process.StartInfo.ArgumentList)}' did not end.\n{await output}\n{await error}", e);
        }
        return new ProgramResult(process.ExitCode, await output, await error);
    }
}
