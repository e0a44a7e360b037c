using System.CommandLine;
using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn show</c>.</summary>
internal sealed class ShowCommand : TarnCommand
{
    private readonly Argument<string?> _ref = new("REF")
    {
        Description = "A branch, tag or commit; also main~1 or a time. Default: main, or the profile's branch.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ShowCommand(Shell shell)
        : base(shell, "show", "Show one commit whole, with the tables it changed.") => Arguments.Add(_ref);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("show", "The newest commit of main."),
        ("show main~1", "The one before."),
        ("show 2026-06-04T09:00:00Z", "What main was at a time."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var commit = await lake.Catalog.ResolveAsync(CommandCall.RefOf(call.Get(_ref), lake), cancel);
        if (call.Json)
            return call.PrintObject(json => CommitJson.Members(json, commit));
        var before = commit.Parents.Count == 0 ? null : commit.Parents[0];
        CommitText.Write(call.Terminal, commit, await TableDifference.ReadAsync(lake, commit.Changes, before, commit.Id, cancel));
        return ExitCodes.Ok;
    }
}
