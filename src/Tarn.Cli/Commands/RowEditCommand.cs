using System.CommandLine;
using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Engine;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary>What <c>tarn table delete</c> and <c>tarn table update</c> have in common.</summary>
internal abstract class RowEditCommand : TarnCommand
{
    private readonly Argument<string> _table = new("TABLE") { Description = "Its name: namespace.table." };

    private readonly Option<string> _where = new("--where")
    {
        Description = "Which rows: a condition in SQL over the table's columns. 'true' means all.",
        HelpName = "SQL",
        Required = true,
    };

    private readonly Option<string?> _message = new("--message", "-m") { Description = "What the log says. Default: what was done to which table; never the condition.", HelpName = "TEXT" };

    private readonly Option<string[]> _snapshotProperty = SnapshotPropertyOption.Create();

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only count the rows." };

    private readonly Option<string?> _branch = GlobalOptions.CommitOn();

    protected RowEditCommand(Shell shell, string name, string description)
        : base(shell, name, description)
    {
        Arguments.Add(_table);
        Options.Add(_where);
        Options.Add(_message);
        Options.Add(_snapshotProperty);
        Options.Add(_dryRun);
        Options.Add(_branch);
    }

    public override string Notes =>
        "One commit, or nothing. Files that hold such rows are written anew; where the table says merge-on-read, files of deletes are written beside them.\n" +
        "Earlier commits and snapshots still have the rows as they were, until maintenance lets them go.";

    /// <summary>What to do with the rows for which the condition is true.</summary>
    protected abstract RowEdit EditOf(CommandCall call, string where);

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var name = CommandCall.TableOf(call.Get(_table)!);
        var edit = EditOf(call, call.Get(_where)!);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var edited = await lake.EditRowsAsync(
            new RowEditRequest
            {
                Table = name,
                Branch = CommandCall.BranchOf(call.Get(_branch), lake),
                Edit = edit,
                Author = call.Shell.Author,
                Message = call.Get(_message),
                SnapshotProperties = SnapshotPropertyOption.Parse(call.Get(_snapshotProperty) ?? []),
                IsDry = call.Get(_dryRun),
            },
            cancel);
        if (call.Json)
            return call.PrintObject(json => RowEditJson.Members(json, edited));
        RowEditText.Write(call.Terminal, edited, edit is RowEdit.Delete ? "deleted" : "updated", call.Get(_dryRun));
        return ExitCodes.Ok;
    }
}
