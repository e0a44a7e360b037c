using System.Collections;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Host;

/// <summary>Where the program starts. It looks around once and hands on what it found.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var environment = Variables();
        using var terminal = new Terminal(environment, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
        var shell = new Shell
        {
            Terminal = terminal,
            Environment = environment,
            Ids = IdSource.FromSystem(TimeProvider.System),
            WorkingDirectory = Directory.GetCurrentDirectory(),
        };
        using var interruption = new Interruption(terminal, TimeProvider.System);
        return await new CommandFrame(shell).RunAsync(args, interruption.Token);
    }

    private static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
}
