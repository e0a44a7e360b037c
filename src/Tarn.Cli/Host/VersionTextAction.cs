using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Host;

/// <summary>Prints <c>tarn 0.1.0</c>.</summary>
internal sealed class VersionTextAction(Shell shell) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionTextAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        shell.Terminal.Out.WriteLine("tarn " + version.Split('+')[0]);
        return ExitCodes.Ok;
    }
}
