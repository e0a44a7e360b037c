using System.CommandLine;

namespace Tarn.Cli.Commands;

/// <summary>The text of <c>--help</c>: at most 80 wide, the same on a screen and in a pipe.</summary>
internal static class HelpText
{
    private const int Width = 80;

    public static void Write(TextWriter writer, Command command, string program)
    {
        Paragraph(writer, command.Description ?? "");
        writer.WriteLine();
        writer.WriteLine("Usage: " + Usage(command));
        if (command is TarnRoot root)
            WriteRoot(writer, root, program);
        else
            WriteCommand(writer, (TarnCommand)command, program);
    }

    private static void WriteRoot(TextWriter writer, TarnRoot root, string program)
    {
        foreach (var (title, commands) in root.Groups)
            Rows(writer, title, commands.Select(c => (c.Name, FirstSentence(c.Description ?? ""))), 12);
        Rows(writer, "Options of every command", root.Options.Where(o => !o.Hidden).Select(Row), 20);
        Rows(writer, "Exit codes", ExitCodes.All.Select(e => ($"{e.Code}", e.Meaning)), 5);
        writer.WriteLine();
        writer.WriteLine($"'{program} COMMAND --help' tells more of a command. New here? Try '{program} demo'.");
    }

    private static void WriteCommand(TextWriter writer, TarnCommand command, string program)
    {
        foreach (var note in command.Notes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteLine();
            Paragraph(writer, note);
        }
        Rows(writer, "Commands", command.Subcommands.Select(c => (c.Name, FirstSentence(c.Description ?? ""))), 12);
        Rows(writer, "Arguments", command.Arguments.Select(a => (a.Name, Described(a.Description))), 20);
        Rows(writer, "Options", command.Options.Select(Row), 20);
        Rows(writer, "Options of every command", GlobalOptions.All.Select(Row), 20);
        writer.WriteLine();
        writer.WriteLine("Examples");
        foreach (var (line, meaning) in command.Examples)
        {
            writer.WriteLine($"  {program} {line}");
            foreach (var text in Wrap(meaning, Width - 6))
                writer.WriteLine("      " + text);
        }
    }

    private static string Usage(Command command)
    {
        var names = new List<string>();
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            names.Insert(0, at is RootCommand ? "tarn" : at.Name);
        var arguments = command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name}]" : a.Name);
        var subcommands = command.Subcommands.Count == 0 ? [] : (string[])[command is RootCommand ? "COMMAND" : "[COMMAND]"];
        return string.Join(' ', [.. names, .. subcommands, .. arguments, "[options]"]);
    }

    private static (string Name, string Text) Row(Option option)
    {
        var names = string.Join(", ", [option.Name, .. option.Aliases.Order(StringComparer.Ordinal)]);
        var optional = option.Arity is { MinimumNumberOfValues: 0, MaximumNumberOfValues: 1 } && option.ValueType != typeof(bool);
        return (option.HelpName is null ? names : optional ? $"{names} [{option.HelpName}]" : $"{names} {option.HelpName}", Described(option.Description));
    }

    private static string Described(string? description) =>
        description ?? throw new InvalidOperationException("Every option and argument says what it is.");

    private static void Rows(TextWriter writer, string title, IEnumerable<(string Name, string Text)> rows, int column)
    {
        var list = rows.ToList();
        if (list.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(title);
        var at = Math.Max(column, list.Where(r => r.Name.Length <= 24).Select(r => r.Name.Length + 2).DefaultIfEmpty(0).Max());
        foreach (var (name, text) in list)
            Row(writer, name, text, at);
    }

    private static void Row(TextWriter writer, string name, string text, int at)
    {
        var lines = Wrap(text, Width - at - 2).ToList();
        var first = name.Length + 2 > at ? name : name.PadRight(at) + lines[0];
        writer.WriteLine("  " + first);
        foreach (var line in name.Length + 2 > at ? lines : lines.Skip(1))
            writer.WriteLine("  " + new string(' ', at) + line);
    }

    private static void Paragraph(TextWriter writer, string text)
    {
        foreach (var line in Wrap(text, Width))
            writer.WriteLine(line);
    }

    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;

    /// <summary>Lines of at most so many characters, broken at blanks.</summary>
    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : line + " " + word;
        }
        yield return line;
    }
}
