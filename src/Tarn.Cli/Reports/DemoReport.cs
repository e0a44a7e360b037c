using System.Text.Json;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Runs;

namespace Tarn.Cli.Reports;

/// <summary>Prints the end of a demo.</summary>
internal static class DemoReport
{
    /// <summary>The members of a demo: <c>into, run, titles, audiences, next</c>.</summary>
    public static void WriteJson(Utf8JsonWriter json, DemoAnswer answer)
    {
        json.WriteString("into", answer.Location);
        json.Object("run", () => RunJson.Members(json, answer.Run));
        json.Array("titles", answer.Titles.Rows, row => RowJson.Write(json, answer.Titles.Columns, row));
        json.Array("audiences", answer.Audiences.Rows, row => RowJson.Write(json, answer.Audiences.Columns, row));
        json.Strings("next", answer.Run.Status is RunStatus.Succeeded ? answer.Next.Select(n => n.Line) : []);
    }

    public static void WriteText(Shell shell, DemoAnswer answer)
    {
        RunText.WriteEnd(shell.Terminal, answer.Run, "main", answer.Hints);
        if (answer.Run.Status is not RunStatus.Succeeded)
            return;
        var @out = shell.Terminal.Out;
        @out.WriteLine();
        @out.WriteLine($"landed {Words.Count(answer.Pages, "page")} as the vendor sent it, under {Path.Combine(answer.Into, "lake", "landing")}");
        Write(shell, "gold.dim_title", answer.Titles);
        Write(shell, "gold.daily_by_audience", answer.Audiences);
        @out.WriteLine();
        @out.WriteLine("Next");
        foreach (var (line, meaning) in answer.Next)
        {
            @out.WriteLine($"  # {meaning}");
            @out.WriteLine($"  {line}");
        }
    }

    private static void Write(Shell shell, string title, DemoTable table)
    {
        shell.Terminal.Out.WriteLine();
        shell.Terminal.Out.WriteLine(title);
        var sheet = AnswerSheet.Of(table.Columns);
        foreach (var row in table.Rows)
            sheet.Add(AnswerSheet.Cells(row));
        SheetText.Write(shell.Terminal, sheet, "  ");
    }
}
