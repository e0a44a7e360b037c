namespace Tarn.Cli.Terminals;

/// <summary>What the program finds around itself: the terminal, the environment, the clock, and the folder it was started in.</summary>
internal sealed record Shell
{
    public required Terminal Terminal { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required IdSource Ids { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>How the user calls the program, for the commands we print: TARN_COMMAND, which the script ./tarn sets.</summary>
    public string Program => Environment.GetValueOrDefault("TARN_COMMAND") is { Length: > 0 } command ? command : "tarn";

    /// <summary>Who commits: TARN_AUTHOR, else the user of the system.</summary>
    public string Author =>
        Environment.GetValueOrDefault("TARN_AUTHOR") ?? Environment.GetValueOrDefault("USER") ?? Environment.GetValueOrDefault("USERNAME") ?? "tarn";

    /// <summary>A path as given on the command line, made whole.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, WorkingDirectory);
}
