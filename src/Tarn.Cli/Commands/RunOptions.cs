using System.CommandLine;
using Tarn.Cli.Reports;
using Tarn.Runs;

namespace Tarn.Cli.Commands;

/// <summary>What <c>plan</c> and <c>run</c> take alike.</summary>
internal sealed class RunOptions
{
    private readonly Option<string[]> _select = new("--select")
    {
        Description = "Only these resources and models: NAME, +NAME (with all it is made from), NAME+ (with all made from it), tag:X, path:models/gold, source:X. May be given more than once.",
        HelpName = "WHAT",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _fullRefresh = new("--full-refresh") { Description = "Build incremental models anew from all of their input." };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Go on with this run. Without a value: with the last one that did not end. A plain 'run' does that too when one was interrupted.",
        HelpName = "RUN",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _branch = new("--branch")
    {
        Description = "The branch to start from and to publish to. Default: main, or the profile's branch.",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_select);
        command.Options.Add(_branch);
        command.Options.Add(_fullRefresh);
        command.Options.Add(_resume);
    }

    /// <summary>The request on the line.</summary>
    public async Task<RunRequest> ReadAsync(CommandCall call, Lakehouse.Lakehouse lake, CancellationToken cancel) => new()
    {
        Target = CommandCall.BranchOf(call.Get(_branch), lake),
        Select = call.Get(_select) ?? [],
        FullRefresh = call.Get(_fullRefresh),
        Resume = call.Has(_resume) ? await ResumedAsync(call.Get(_resume), lake, cancel) : null,
        Author = call.Shell.Author,
    };

    /// <summary>What was asked for, as it would be typed again.</summary>
    public string Written(CommandCall call) => string.Concat(
    [
        .. (call.Get(_select) ?? []).Select(s => $" {_select.Name} {Calling.Quoted(s)}"),
        call.Get(_branch) is { } branch ? $" {_branch.Name} {branch}" : "",
        call.Get(_fullRefresh) ? $" {_fullRefresh.Name}" : "",
    ]);

    private static async Task<RunId> ResumedAsync(string? written, Lakehouse.Lakehouse lake, CancellationToken cancel)
    {
        if (written is { Length: > 0 })
            return RunId.Parse(written);
        var status = await lake.StatusAsync(cancel);
        return status.Runs.FirstOrDefault(r => r.Status is not RunStatus.Succeeded)?.Run ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "run.nothing-to-resume", "There is no run to go on with: all of them ended well.", Next: "Start a new one with 'tarn run'."));
    }
}
