using System.Diagnostics;

namespace Tarn.Bench.Measure;

/// <summary>A whole process, from its start to its end.</summary>
/// <param name="Seconds">Wall time, start-up included.</param>
/// <param name="Facts">Peak memory and bytes written, looked at every 5 ms: what happens in the last of them is missed.</param>
/// <param name="Output">What it printed.</param>
internal sealed record ProcessRun(double Seconds, ProcessFacts Facts, string Output)
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; with what it printed.</exception>
    public static async Task<ProcessRun> OfAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var clock = Clock.Start();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var facts = await WatchAsync(process, cancel);
        var seconds = clock.Seconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}.\n{await output}\n{await errors}");
        return new ProcessRun(seconds, facts, await output);
    }

    private static async Task<ProcessFacts> WatchAsync(Process process, CancellationToken cancel)
    {
        var facts = default(ProcessFacts);
        var end = process.WaitForExitAsync(cancel);
        while (!end.IsCompleted)
        {
            facts = facts.Or(ProcessFacts.Of(process.Id));
            await Task.WhenAny(end, Task.Delay(_between, TimeProvider.System, cancel));
        }
        await end;
        return facts;
    }
}
