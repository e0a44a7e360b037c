using System.CommandLine;
using Tarn.Catalog;
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

    public MergeCommand(Shell shell)
        : base(shell, "merge", "Bring what a branch changed into another, with one swap.")
    {
        Arguments.Add(_from);
        Options.Add(_into);
        Options.Add(_message);
    }

    public override string Notes =>
        "Tables that only one side changed are taken from it. When both sides only appended to a table, the rows of both are kept. When both changed one in another way, nothing is merged, each such table is named, and the exit code is 4.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("merge dev/anna", "Publish a branch to main."),
        ("merge main --into dev/anna", "Bring a branch up to date."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var from = BranchName.Parse(call.Get(_from)!);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var into = BranchName.Parse(CommandCall.RefOf(call.Get(_into), lake));
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
