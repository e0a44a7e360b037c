using System.CommandLine;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn branch create</c>.</summary>
internal sealed class BranchCreateCommand : TarnCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The new branch, for example dev/anna." };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Where it starts: a branch, tag or commit; also main~1 or a time. Default: main, or the profile's branch.",
        HelpName = "REF",
    };

    public BranchCreateCommand(Shell shell)
        : base(shell, "create", "Make a branch. No data is copied.")
    {
        Arguments.Add(_name);
        Options.Add(_from);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("branch create dev/anna", "A branch off main."),
        ("branch create repair --from main~3", "A branch off an older state."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var name = BranchName.Parse(call.Get(_name)!);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var branch = await lake.Catalog.CreateBranchAsync(name, CommandCall.RefOf(call.Get(_from), lake), cancel);
        return call.Json
            ? call.PrintObject(json => BranchListCommand.Members(json, branch))
            : call.PrintLine($"branch {branch.Name} is at {Words.Short(branch.Commit)}");
    }
}
