using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tarn.Iceberg.Tests;

/// <summary>Programs of others that read what we wrote. Tests skip where they are absent.</summary>
internal static class OutsideReader
{
    /// <summary>The lines that a program prints; the test fails with what it complains of.</summary>
    public static async Task<string[]> LinesAsync(string program, IEnumerable<string> arguments, string? input = null)
    {
        var (code, output, complaint) = await RunAsync(program, arguments, input);
        code.ShouldBe(0, complaint + output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Whether a program runs and is content.</summary>
    public static async Task<bool> WorksAsync(string program, params string[] arguments)
    {
        try
        {
            return (await RunAsync(program, arguments, null)).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>A file that lies beside the test's source.</summary>
    public static string Beside(string name, [CallerFilePath] string test = "") => Path.Join(Path.GetDirectoryName(test), name);

    private static async Task<(int Code, string Output, string Complaint)> RunAsync(string program, IEnumerable<string> arguments, string? input)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaint = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await complaint);
    }
}
