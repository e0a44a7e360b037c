using Spectre.Console;
using Tarn.Cli.Terminals;
using Tarn.Maintenance;

namespace Tarn.Cli.Reports;

/// <summary>
/// Shows upkeep at work. On a screen: what is done as lines, and a last line that moves. In a pipe: the lines. With JSON on standard output it goes to
/// standard error, when a person looks there.
/// </summary>
internal static class MaintainWatch
{
    public static Task<MaintenanceReport> ShowAsync(Shell shell, bool json, bool isDryRun, Func<IProgress<MaintenanceEvent>?, Task<MaintenanceReport>> work)
    {
        var terminal = shell.Terminal;
        if (json)
            return terminal.ErrorIsScreen ? ShowLiveAsync(terminal.ErrorScreen(), isDryRun, work) : work(null);
        return terminal.IsScreen ? ShowLiveAsync(terminal.Screen, isDryRun, work) : work(new Lines(isDryRun, line => WriteLine(terminal, line), _ => { }));
    }

    private static void WriteLine(Terminal terminal, string line)
    {
        terminal.Out.WriteLine(line);
        terminal.Out.Flush();
    }

    private static Task<MaintenanceReport> ShowLiveAsync(IAnsiConsole screen, bool isDryRun, Func<IProgress<MaintenanceEvent>?, Task<MaintenanceReport>> work) =>
        screen.Status().Spinner(Spinner.Known.Dots).StartAsync("looking", status => work(new Lines(
            isDryRun, line => screen.Write(new Text(line + "\n")), moving => status.Status(Markup.Escape(moving)))));

    /// <summary>Turns what is told into lines, whole ones also when told from several threads.</summary>
    private sealed class Lines(bool isDryRun, Action<string> done, Action<string> moving) : IProgress<MaintenanceEvent>
    {
        private readonly Lock _gate = new();

        public void Report(MaintenanceEvent value)
        {
            lock (_gate)
            {
                foreach (var line in MaintainText.Lines(value, isDryRun))
                    done(line);
                if (MaintainText.At(value) is { } at)
                    moving(at);
            }
        }
    }
}
