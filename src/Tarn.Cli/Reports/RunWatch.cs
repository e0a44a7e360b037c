using Spectre.Console;
using Tarn.Cli.Terminals;
using Tarn.Runs;

namespace Tarn.Cli.Reports;

/// <summary>
/// Shows a run at work. On a screen: finished steps as lines, and a last line that moves. In a pipe: a line a finished step. With JSON on
/// standard output it goes to standard error, when a person looks there.
/// </summary>
internal static class RunWatch
{
    public static Task<RunReport> ShowAsync(Shell shell, bool json, Func<IProgress<RunEvent>?, Task<RunReport>> run)
    {
        var terminal = shell.Terminal;
        if (json)
            return terminal.ErrorIsScreen ? ShowLiveAsync(terminal.ErrorScreen(), run) : run(null);
        return terminal.IsScreen ? ShowLiveAsync(terminal.Screen, run) : run(new RunLines(line => WriteLine(terminal, line), _ => { }));
    }

    private static void WriteLine(Terminal terminal, RunLine line)
    {
        terminal.Out.WriteLine(line.Text);
        terminal.Out.Flush();
    }

    private static Task<RunReport> ShowLiveAsync(IAnsiConsole screen, Func<IProgress<RunEvent>?, Task<RunReport>> run) =>
        screen.Status().Spinner(Spinner.Known.Dots).StartAsync("planning", status => run(new RunLines(
            line => screen.Write(new Text(line.Text + "\n", new Style(line.Failed ? Color.Red : Color.Default))),
            moving => status.Status(Markup.Escape(moving)))));
}
