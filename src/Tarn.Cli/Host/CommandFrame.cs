using System.CommandLine;
using System.CommandLine.Help;
using Tarn.Cli.Commands;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Host;

/// <summary>Reads the command line, runs its command, and turns whatever happens into text and an exit code.</summary>
internal sealed class CommandFrame(Shell shell)
{
    private static readonly ParserConfiguration Syntax = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    /// <summary>Runs one command line; the exit code. Never throws.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        var root = CreateRoot();
        var parse = root.Parse(args, Syntax);
        var errors = new ErrorReport(shell, GlobalOptions.CallingOf(shell, parse), json: parse.GetResult(GlobalOptions.Json) is { Implicit: false });
        try
        {
            if (parse.Action is not (HelpTextAction or VersionTextAction) && UsageProblems.Of(parse) is { Count: > 0 } problems)
                return errors.Write(FailureKind.Invalid, problems);
            return await parse.InvokeAsync(Invocation, cancel);
        }
        catch (Exception e)
        {
            return errors.Write(e, cancel);
        }
    }

    private RootCommand CreateRoot()
    {
        var root = new TarnRoot(shell);
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
        root.Options.Add(new HelpOption("--help", "-h") { Description = "Tell what this command does, with examples.", Action = new HelpTextAction(shell) });
        root.Options.Add(new VersionOption("--version") { Description = "Print the version.", Action = new VersionTextAction(shell) });
        return root;
    }
}
