using System.CommandLine;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn branch delete</c>.</summary>
internal sealed class BranchDeleteCommand : TarnCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The branch." };

    public BranchDeleteCommand(Shell shell)
        : base(shell, "delete", "Delete a branch. What was merged elsewhere stays.") => Arguments.Add(_name);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("branch delete dev/anna", "Drop a branch that is not needed any more."),
        ("branch delete run/20260604-091400-3f9a1c", "Give a failed run up."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var name = BranchName.Parse(call.Get(_name)!);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        await lake.Catalog.DeleteBranchAsync(name, cancel: cancel);
        return call.Json
            ? call.PrintObject(json => json.WriteString("deleted", name.Value))
            : call.PrintLine($"branch {name} is deleted");
    }
}
