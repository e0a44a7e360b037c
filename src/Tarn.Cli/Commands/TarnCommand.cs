using System.CommandLine;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Commands;

/// <summary>A command of the program: what it is called, what it tells in its help, and what it does.</summary>
internal abstract class TarnCommand : Command
{
    protected TarnCommand(Shell shell, string name, string description)
        : base(name, description) =>
        SetAction((parse, cancel) => RunAsync(new CommandCall(shell, parse), cancel));

    /// <summary>What else its help says, in short paragraphs; empty when the description is enough.</summary>
    public virtual string Notes => "";

    /// <summary>Command lines to copy, each with what it does; at least one.</summary>
    public abstract IReadOnlyList<(string Line, string Meaning)> Examples { get; }

    /// <summary>Does it; the exit code.</summary>
    protected abstract Task<int> RunAsync(CommandCall call, CancellationToken cancel);
}
