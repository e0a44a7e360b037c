using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn status</c>.</summary>
internal sealed class StatusCommand(Shell shell)
    : TarnCommand(shell, "status", "Show how the lake stands: how fresh its sources are and how the last runs went.")
{
    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("status", "The lake of the project here."),
        ("status --project library --json", "The same for a script."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var status = await ReadAsync(call, lake, cancel);
        if (call.Json)
            return call.PrintObject(json => LakeJson.Members(json, status));
        StatusText.Write(call.Terminal, status, call.Shell.Ids.Time.GetUtcNow());
        return ExitCodes.Ok;
    }

    private static async Task<StatusReport> ReadAsync(CommandCall call, Lakehouse.Lakehouse lake, CancellationToken cancel)
    {
        var status = await lake.StatusAsync(cancel);
        return status with { Runs = [.. status.Runs.Select(r => r.Note is { } note ? r with { Note = call.Calling.In(note) } : r)] };
    }
}
