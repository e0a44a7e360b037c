using Tarn.Cli.Terminals;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn branch</c>; without a word after it, it lists.</summary>
internal sealed class BranchCommand : TarnCommand
{
    private readonly BranchListCommand _list;

    public BranchCommand(Shell shell)
        : base(shell, "branch", "List, create or delete branches. A branch is the whole lake under another name; making one copies no data.")
    {
        _list = new BranchListCommand(shell);
        Subcommands.Add(_list);
        Subcommands.Add(new BranchCreateCommand(shell));
        Subcommands.Add(new BranchDeleteCommand(shell));
    }

    public override string Notes => "Without a command it lists.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("branch list", "Every branch, the ones of unfinished runs included."),
        ("branch create dev/anna", "A branch off main, to try things on."),
        ("branch delete dev/anna", "Drop it; main is as it was."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => _list.ListAsync(call, cancel);
}
