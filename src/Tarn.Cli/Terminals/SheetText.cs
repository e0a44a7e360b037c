using Spectre.Console;

namespace Tarn.Cli.Terminals;

/// <summary>
/// Prints sheets. In a pipe: columns two blanks apart, no rules, nothing cut and nothing wrapped, so that awk and diff can read it. On a
/// screen: Spectre's table, which wraps cells that do not fit.
/// </summary>
internal static class SheetText
{
    public static void Write(Terminal terminal, Sheet sheet, string indent = "")
    {
        if (terminal.IsScreen)
            WriteScreen(terminal, sheet);
        else
            WritePlain(terminal.Out, sheet, indent);
    }

    public static void WritePlain(TextWriter writer, Sheet sheet, string indent = "")
    {
        var widths = sheet.Widths();
        if (sheet.HasTitles)
            writer.WriteLine((indent + Line(sheet.Columns, [.. sheet.Columns.Select(c => c.Title)], widths)).TrimEnd());
        foreach (var row in sheet.Rows)
            writer.WriteLine((indent + Line(sheet.Columns, row, widths)).TrimEnd());
    }

    /// <summary>One row in columns of these widths; no blanks at its end.</summary>
    public static string Line(IReadOnlyList<SheetColumn> columns, IReadOnlyList<string> cells, IReadOnlyList<int> widths) =>
        string.Join("  ", cells.Select((cell, i) => Pad(cell, widths[i], columns[i].Right))).TrimEnd();

    private static string Pad(string cell, int width, bool right)
    {
        var blanks = new string(' ', Math.Max(0, width - TextWidth.Of(cell)));
        return right ? blanks + cell : cell + blanks;
    }

    private static void WriteScreen(Terminal terminal, Sheet sheet)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = sheet.HasTitles };
        table.BorderColor(Color.Grey);
        foreach (var column in sheet.Columns)
            table.AddColumn(new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold)))
            {
                Alignment = column.Right ? Justify.Right : Justify.Left,
            });
        foreach (var row in sheet.Rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        terminal.Out.Flush();
        terminal.Screen.Write(table);
    }
}
