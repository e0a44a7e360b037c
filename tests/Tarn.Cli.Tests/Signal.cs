using System.Diagnostics;

namespace Tarn.Cli.Tests;

/// <summary>Sends signals to processes that a test started.</summary>
internal static class Signal
{
    public static async Task SendAsync(Process process, string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{process.Id}"])!;
        await kill.WaitForExitAsync();
    }
}
