using System.Diagnostics;
using System.Globalization;

namespace Tarn.Cli.Tests;

/// <summary>Sends signals to processes that a test started.</summary>
internal static class Signal
{
    private const ulong InterruptBit = 1 << (2 - 1);

    /// <summary>Sends a signal. The test is skipped where its process was started with Ctrl-C ignored, as a shell starts what runs in the background.</summary>
    public static async Task SendAsync(Process process, string name)
    {
        if (name == "INT" && await IgnoresInterruptsAsync(process))
        {
            process.Kill(entireProcessTree: true);
            Assert.Skip("SIGINT is ignored here, as in what a shell runs in the background.");
        }
        using var kill = Process.Start("kill", ["-" + name, $"{process.Id}"])!;
        await kill.WaitForExitAsync();
    }

    private static async Task<bool> IgnoresInterruptsAsync(Process process)
    {
        var status = $"/proc/{process.Id}/status";
        if (!File.Exists(status))
            return false;
        var ignored = (await File.ReadAllLinesAsync(status)).Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (ulong.Parse(ignored.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & InterruptBit) != 0;
    }
}
