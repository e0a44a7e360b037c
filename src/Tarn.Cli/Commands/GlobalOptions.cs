using System.CommandLine;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Commands;

/// <summary>The options that every command takes, before or after its name.</summary>
internal static class GlobalOptions
{
    public static Option<string?> Project { get; } = new("--project")
    {
        Description = "The project's folder. Default: the nearest folder, from here upward, that has a tarn.yml.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string?> Profile { get; } = new("--profile")
    {
        Description = "The profile of tarn.yml to use. Default: the one that tarn.yml names.",
        HelpName = "NAME",
        Recursive = true,
    };

    public static Option<string[]> Var { get; } = new("--var")
    {
        Description = "Set a variable of the project, as --var since=2026-06-01. May be given more than once.",
        HelpName = "KEY=VALUE",
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document instead of text (docs/reference/json.md).",
        Recursive = true,
    };

    public static IReadOnlyList<Option> All { get; } = [Project, Profile, Var, Json];

    /// <summary>How the user calls the program on this line.</summary>
    public static Calling CallingOf(Shell shell, ParseResult parse) => new(
        shell.Program,
        string.Concat(((Option[])[Project, Profile, Var]).SelectMany(o => parse.GetResult(o)?.Tokens.Select(t => $" {o.Name} {Calling.Quoted(t.Value)}") ?? [])));

    /// <summary>A new <c>--at</c>: commands that read a lake as it was.</summary>
    public static Option<string?> At() => new("--at")
    {
        Description = "Read the lake as it is at a branch, tag, commit, main~1 or a time. Default: main, or the profile's branch.",
        HelpName = "REF",
    };

    /// <summary>A new <c>--branch</c>: commands that make one commit.</summary>
    public static Option<string?> CommitOn() => new("--branch")
    {
        Description = "The branch to commit on. Default: main, or the profile's branch.",
        HelpName = "BRANCH",
    };
}
