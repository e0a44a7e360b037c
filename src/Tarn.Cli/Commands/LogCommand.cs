using System.CommandLine;
using Tarn.Catalog;
using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn log</c>.</summary>
internal sealed class LogCommand : TarnCommand
{
    private readonly Option<string?> _at = new("--at", "--branch")
    {
        Description = "The branch, tag or commit whose history to show. Default: main, or the profile's branch.",
        HelpName = "REF",
    };

    private readonly Option<int?> _count = NumberOption.Create("-n", "N", "Show at most this many commits.", least: 1);

    private readonly Option<bool> _all = new("--all") { Description = "Show the commits that were merged in as well, such as the steps of each run." };

    public LogCommand(Shell shell)
        : base(shell, "log", "Show the history of a branch, newest first: what was published, by whom, and what it changed.")
    {
        Options.Add(_at);
        Options.Add(_count);
        Options.Add(_all);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("log", "What was published to main."),
        ("log -n 1 --json", "The newest commit, for a script."),
        ("log --at run/20260604-091400-3f9a1c", "The steps that a failed run did."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var count = call.Get(_count);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var log = lake.Catalog.LogAsync(CommandCall.RefOf(call.Get(_at), lake), firstParentOnly: !call.Get(_all), cancel);
        var commits = new List<CatalogCommit>();
        await foreach (var commit in log)
        {
            commits.Add(commit);
            if (commits.Count == count)
                break;
        }
        if (call.Json)
            return call.PrintArray(commits, CommitJson.Members);
        CommitText.WriteLog(call.Terminal, commits);
        return ExitCodes.Ok;
    }
}
