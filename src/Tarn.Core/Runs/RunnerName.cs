using System.Diagnostics;
using System.Globalization;

namespace Tarn.Runs;

/// <summary>
/// Who holds a lease: <c>host/pid/start</c>. The start tells a process from a later one with the same number, so that the lease of a process
/// that was killed on this machine need not be waited for.
/// </summary>
public static class RunnerName
{
    /// <summary>This process.</summary>
    public static string OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return Of(process);
    }

    /// <summary>True when the holder was a process of this machine that is not there any more. False when it lives or nobody can tell.</summary>
    public static bool IsGone(string holder)
    {
        if (holder.Split('/') is not [var host, var pid, _] || host != Environment.MachineName || !int.TryParse(pid, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return Of(process) != holder;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string Of(Process process) =>
        $"{Environment.MachineName}/{process.Id}/{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}";
}
