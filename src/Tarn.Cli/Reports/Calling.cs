using System.Text.RegularExpressions;
using Tarn.Runs;

namespace Tarn.Cli.Reports;

/// <summary>
/// How the user calls the program here. The platform writes a command as <c>tarn run</c>; what is printed has to work when it is pasted, so
/// the program's name and the options that choose project and profile are put into it.
/// </summary>
/// <param name="Program">The program as the user calls it: <c>./tarn</c>.</param>
/// <param name="Options">The options that choose the lake, each with a blank before it: <c> --project shop</c>; empty for none.</param>
internal sealed partial record Calling(string Program, string Options)
{
    /// <summary>A command line: <c>query</c> becomes <c>./tarn query --project shop</c>.</summary>
    public string Line(string command) => $"{Program} {command}{(command is "init" or "demo" ? "" : Options)}";

    /// <summary>The text with the commands in it as the user would type them.</summary>
    public string In(string text) => Commands().Replace(text, match => Line(match.Groups["command"].Value));

    /// <summary>The problem with its next move as the user would type it.</summary>
    public Problem In(Problem problem) => problem.Next is { } next ? problem with { Next = In(next) } : problem;

    /// <summary>The report with every problem's next move as the user would type it.</summary>
    public RunReport In(RunReport run) => run with { Steps = [.. run.Steps.Select(s => s with { Problems = [.. s.Problems.Select(In)] })] };

    /// <summary>A word as a shell takes it: in quotes when it holds more than letters, digits and what paths are made of.</summary>
    public static string Quoted(string word) => PlainWord().IsMatch(word) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(
        @"(?<![\w./-])tarn (?<command>validate|plan|run|status|query|table (list|show)|log|show|diff|(branch|tag) (list|create|delete)|merge|init|demo)\b",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Commands();

    [GeneratedRegex(@"\A[\w./:=+@%,~-]+\z", RegexOptions.None, 1000)]
    private static partial Regex PlainWord();
}
