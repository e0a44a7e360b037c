using System.CommandLine;
using System.CommandLine.Invocation;
using Tarn.Cli.Commands;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Host;

/// <summary>Prints a command's help: what it does, how it is called, its parts, and examples to copy.</summary>
internal sealed class HelpTextAction(Shell shell) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        HelpText.Write(shell.Terminal.Out, parseResult.CommandResult.Command, shell.Program);
        return ExitCodes.Ok;
    }
}
