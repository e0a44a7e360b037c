using System.CommandLine;
using System.CommandLine.Parsing;
using Tarn.Cli.Commands;

namespace Tarn.Cli.Host;

/// <summary>What is wrong with a command line, each with a near name where there is one.</summary>
internal static class UsageProblems
{
    /// <summary>Every problem; empty when the line can be run.</summary>
    public static IReadOnlyList<Problem> Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var strange = StrangeOptions(parse).Select(token => UnknownOption(command, token)).ToList();
        strange.AddRange(parse.UnmatchedTokens.Where(t => !IsOption(t)).Take(1).Select(token => UnknownWord(command, token)));
        if (strange.Count > 0)
            return strange;
        return [.. parse.Errors.Select(e => new Problem("usage.value", What(command, e), Next: SeeHelp(command)))];
    }

    private static string What(Command command, ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Argument: var argument } when argument.Parents.Contains(command) => $"'{PathOf(command)}' needs {argument.Name}.",
        OptionResult { Tokens.Count: 0, Option: var option } => $"'{option.Name}' needs a value: {option.HelpName}.",
        _ => error.Message.TrimEnd('.', ' ') + ".",
    };

    /// <summary>Tokens with dashes that no option took. The parser gives them to an argument that has room: <c>tarn query --jsn</c>.</summary>
    private static IEnumerable<string> StrangeOptions(ParseResult parse) =>
        parse.UnmatchedTokens
            .Concat(parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens.Select(t => t.Value)))
            .Where(IsOption);

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-' && !token.Any(char.IsWhiteSpace) && !char.IsDigit(token[1]);

    private static Problem UnknownOption(Command command, string token)
    {
        var name = token.Split('=')[0];
        var known = command.Options.Concat(GlobalOptions.All).SelectMany(o => (string[])[o.Name, .. o.Aliases]).Append("--help");
        return new Problem("usage.option", $"'{name}' is not an option of '{PathOf(command)}'.", Next: NearName.Of(name, known) is { } near
            ? $"Did you mean '{near}'?"
            : SeeHelp(command));
    }

    private static Problem UnknownWord(Command command, string token)
    {
        if (command.Subcommands.Count == 0)
            return new Problem("usage.argument", $"'{token}' is one word too many for '{PathOf(command)}'.", Next: SeeHelp(command));
        var near = NearName.Of(token, command.Subcommands.Select(c => c.Name));
        return new Problem("usage.command", $"'{token}' is not a command of '{PathOf(command)}'.", Next: near is null
            ? $"'{PathOf(command)} --help' lists the commands."
            : $"Did you mean '{near}'?");
    }

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "tarn";

    private static string SeeHelp(Command command) => $"'{PathOf(command)} --help' shows how it is called.";
}
