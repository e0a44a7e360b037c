using System.CommandLine;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Commands;

/// <summary>The program's command line: every command, in the groups that help shows.</summary>
internal sealed class TarnRoot : RootCommand
{
    public TarnRoot(Shell shell)
        : base("A lakehouse in one program: it fetches data, keeps it in Apache Iceberg tables, transforms it with SQL, checks it, and publishes it with one swap.")
    {
        Groups =
        [
            ("Start", [new DemoCommand(shell), new InitCommand(shell)]),
            ("Run", [new ValidateCommand(shell), new PlanCommand(shell), new RunCommand(shell), new StatusCommand(shell)]),
            ("Look", [new QueryCommand(shell), new TableCommand(shell), new LogCommand(shell), new ShowCommand(shell), new DiffCommand(shell)]),
            ("Serve", [new ServeCommand(shell)]),
            ("Keep up", [new MaintainCommand(shell)]),
            ("Branch", [new BranchCommand(shell), new TagCommand(shell), new MergeCommand(shell), new RevertCommand(shell)]),
        ];
        foreach (var command in Groups.SelectMany(g => g.Commands))
            Subcommands.Add(command);
        foreach (var option in GlobalOptions.All)
            Options.Add(option);
        SetAction(_ => HelpText.Write(shell.Terminal.Out, this, shell.Program));
    }

    /// <summary>The commands by what they are for.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<TarnCommand> Commands)> Groups { get; }
}
