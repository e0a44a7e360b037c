using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Reports;

/// <summary>How a lake stands, for people.</summary>
internal static class StatusText
{
    public static void Write(Terminal terminal, StatusReport status, DateTimeOffset now)
    {
        var @out = terminal.Out;
        @out.WriteLine($"project  {status.Project}");
        @out.WriteLine($"lake     {status.Warehouse}");
        @out.WriteLine($"main     {Words.Short(status.Head)}, {Words.Ago(now - status.HeadTime)}, {Words.Count(status.Tables, "table")}");
        @out.WriteLine();
        if (status.Sources.Count == 0)
            @out.WriteLine("no sources");
        else
            SheetText.Write(terminal, Sources(status, now));
        @out.WriteLine();
        if (status.Runs.Count == 0)
            @out.WriteLine("no runs yet");
        else
            SheetText.Write(terminal, Runs(status));
    }

    private static Sheet Sources(StatusReport status, DateTimeOffset now)
    {
        var sheet = Sheet.Of("source", "table", "health", "landed", ">rows", "cursor");
        foreach (var s in status.Sources)
            sheet.Add(s.Name, s.Table.ToString(), s.Health, s.LandedAt is { } at ? Words.Ago(now - at) : "never", s.Rows is { } rows ? $"{rows:N0}" : "-", s.Cursor ?? "-");
        return sheet;
    }

    private static Sheet Runs(StatusReport status)
    {
        var sheet = Sheet.Of("run", "status", "started", ">took", ">rows", "note");
        foreach (var r in status.Runs)
            sheet.Add(r.Run.Value, RunJson.Lower(r.Status), Words.Time(r.StartedAt), r.Seconds is { } took ? Words.Seconds(took) : "-", $"{r.Rows:N0}", r.Note ?? "");
        return sheet;
    }
}
