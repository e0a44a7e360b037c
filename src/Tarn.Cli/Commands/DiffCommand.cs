using System.CommandLine;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn diff</c>.</summary>
internal sealed class DiffCommand : TarnCommand
{
    private readonly Argument<string> _before = new("BEFORE") { Description = "A branch, tag or commit; also main~1 or a time." };

    private readonly Argument<string?> _after = new("AFTER")
    {
        Description = "The same. Default: main, or the profile's branch.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public DiffCommand(Shell shell)
        : base(shell, "diff", "Show which tables differ between two states of the lake, with their rows and snapshots.")
    {
        Arguments.Add(_before);
        Arguments.Add(_after);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("diff main~1", "What the newest commit of main changed."),
        ("diff main dev/anna", "What a branch would bring."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var before = await lake.Catalog.ResolveAsync(CommandCall.RefOf(call.Get(_before), lake), cancel);
        var after = await lake.Catalog.ResolveAsync(CommandCall.RefOf(call.Get(_after), lake), cancel);
        var changes = await lake.Catalog.DiffAsync(before.Id, after.Id, cancel);
        var tables = await TableDifference.ReadAsync(lake, changes, before.Id, after.Id, cancel);
        if (call.Json)
            return call.PrintObject(json => TableDifference.WriteJson(json, before.Id, after.Id, tables));
        if (tables.Count == 0)
            return call.PrintLine("no table differs");
        SheetText.Write(call.Terminal, TableDifference.Sheet(tables));
        return ExitCodes.Ok;
    }
}
