using System.CommandLine;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn revert</c>.</summary>
internal sealed class RevertCommand : TarnCommand
{
    private readonly Argument<string> _what = new("WHAT") { Description = "A run's id, or a commit: its id, main~1, a tag, a time." };

    private readonly Option<string?> _branch = new("--branch")
    {
        Description = "The branch to undo it on. Default: main, or the profile's branch.",
        HelpName = "BRANCH",
    };

    private readonly Option<string?> _message = new("--message", "-m") { Description = "What the commit says.", HelpName = "TEXT" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell what would be undone, table by table, and undo nothing." };

    public RevertCommand(Shell shell)
        : base(shell, "revert", "Undo a whole commit, or all that a run published, with a new commit.")
    {
        Arguments.Add(_what);
        Options.Add(_branch);
        Options.Add(_message);
        Options.Add(_dryRun);
    }

    public override string Notes =>
        "All tables of the commit go back to what they were before, or none: tables it made are dropped, tables it dropped are put back. What later commits appended, and what they changed in other partitions, stays. Where later commits built on what is to be undone, nothing is done, each such table is named with the later commits, and the exit code is 4. History stays, and so does the ledger of runs.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("revert 20260604-091400-3f9a1c", "Undo what a run published to main."),
        ("revert main --dry-run", "See what undoing the newest commit would change."),
        ("revert main~2 --branch dev/anna", "Undo a commit of main on a branch that has it."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var branch = CommandCall.BranchOf(call.Get(_branch), lake);
        var what = CommandCall.RefOf(call.Get(_what), lake);
        var plan = call.Get(_dryRun)
            ? await lake.PreviewRevertAsync(what, branch, cancel)
            : await lake.RevertAsync(what, branch, call.Shell.Author, call.Get(_message), cancel);
        return RevertAnswer.Write(call, branch, plan);
    }
}
