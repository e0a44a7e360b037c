using System.CommandLine;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn table list</c>.</summary>
internal sealed class TableListCommand : TarnCommand
{
    private readonly Option<string?> _at = GlobalOptions.At();

    public TableListCommand(Shell shell)
        : base(shell, "list", "List tables and views with their rows and files.") => Options.Add(_at);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("table list", "Every table and view on main."),
        ("table list --at main~1", "As they were one commit ago."),
    ];

    public async Task<int> ListAsync(CommandCall call, string? at, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var tables = await lake.TablesAsync(CommandCall.RefOf(at, lake), cancel);
        if (call.Json)
            return call.PrintArray(tables, LakeJson.Members);
        if (tables.Count == 0)
            return call.PrintLine($"no tables yet; '{call.Shell.Program} run' makes them");
        var sheet = Sheet.Of("table", "kind", ">rows", ">files", ">size");
        foreach (var t in tables)
            sheet.Add(t.Table.ToString(), t.Kind, Figure(t.Rows), Figure(t.Files), t.Bytes is { } bytes ? Words.Bytes(bytes) : "-");
        SheetText.Write(call.Terminal, sheet);
        return ExitCodes.Ok;
    }

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => ListAsync(call, call.Get(_at), cancel);

    private static string Figure(long? number) => number is { } n ? $"{n:N0}" : "-";
}
