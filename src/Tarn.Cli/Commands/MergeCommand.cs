using System.CommandLine;
using Tarn.Catalog;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn merge</c>.</summary>
internal sealed class MergeCommand : TarnCommand
{
    private readonly Argument<string> _from = new("FROM") { Description = "The branch to bring in." };

    private readonly Option<string?> _into = new("--into")
    {
        Description = "The branch to bring it into. Default: main, or the profile's branch.",
        HelpName = "BRANCH",
    };

    private readonly Option<string?> _message = new("--message", "-m") { Description = "What the commit says.", HelpName = "TEXT" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell what would be merged, table by table, and merge nothing." };

    public MergeCommand(Shell shell)
        : base(shell, "merge", "Bring what a branch changed into another, with one swap.")
    {
        Arguments.Add(_from);
        Options.Add(_into);
        Options.Add(_message);
        Options.Add(_dryRun);
    }

    public override string Notes =>
        "Tables that only one side changed are taken from it. When both changed a table, both changes are kept where they can stand: rows that both appended, changes of different partitions, different columns and properties. Else nothing is merged, each such table is named with its partitions and the commits of both sides, and the exit code is 4. A branch of a failed run cannot be merged.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("merge dev/anna", "Publish a branch to main."),
        ("merge main --into dev/anna", "Bring a branch up to date."),
        ("merge dev/anna --dry-run", "See what would be merged, and what would conflict."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var from = BranchName.Parse(call.Get(_from)!);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var into = CommandCall.BranchOf(call.Get(_into), lake);
        if (call.Get(_dryRun))
            return MergeAnswer.Write(call, from, into, await lake.PreviewMergeAsync(from, into, cancel));
        var merge = await lake.MergeAsync(from, into, call.Shell.Author, call.Get(_message), cancel);
        return call.Json
            ? call.PrintObject(json =>
            {
                json.WriteString("from", from.Value);
                json.WriteString("into", into.Value);
                json.WriteString("outcome", Outcome(merge));
                json.WriteString("commit", merge.Head.Id);
            })
            : call.PrintLine(merge is MergeResult.UpToDate
                ? $"nothing to merge: {into} has all of {from}"
                : $"{into} is at {merge.Head.ShortId} with what {from} changed");
    }

    private static string Outcome(MergeResult merge) => merge switch
    {
        MergeResult.UpToDate => "up_to_date",
        MergeResult.FastForwarded => "fast_forwarded",
        _ => "merged",
    };
}
