using System.CommandLine;
using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn table show</c>.</summary>
internal sealed class TableShowCommand : TarnCommand
{
    private readonly Argument<string> _table = new("TABLE") { Description = "Its name: namespace.table." };
    private readonly Option<string?> _at = GlobalOptions.At();

    public TableShowCommand(Shell shell)
        : base(shell, "show", "Show a table or view: columns, rows, files, and where its Iceberg metadata lies.")
    {
        Arguments.Add(_table);
        Options.Add(_at);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("table show gold.daily_by_audience", "A table on main."),
        ("table show gold.daily_by_audience --json", "With metadata_location, for any other Iceberg reader."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var name = CommandCall.TableOf(call.Get(_table)!);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var table = await lake.TableAsync(name, CommandCall.RefOf(call.Get(_at), lake), cancel);
        if (call.Json)
            return call.PrintObject(json => LakeJson.Members(json, table));
        TableText.Write(call.Terminal, table);
        return ExitCodes.Ok;
    }
}
