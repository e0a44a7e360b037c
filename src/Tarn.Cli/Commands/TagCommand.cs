using Tarn.Cli.Terminals;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn tag</c>; without a word after it, it lists.</summary>
internal sealed class TagCommand : TarnCommand
{
    private readonly TagListCommand _list;

    public TagCommand(Shell shell)
        : base(shell, "tag", "List, create or delete tags. A tag is a name for one state of the lake; it does not move.")
    {
        _list = new TagListCommand(shell);
        Subcommands.Add(_list);
        Subcommands.Add(new TagCreateCommand(shell));
        Subcommands.Add(new TagDeleteCommand(shell));
    }

    public override string Notes => "Without a command it lists.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("tag create board-report-june", "Keep the lake of today under a name."),
        ("query \"select * from gold.daily_by_audience\" --at board-report-june", "And read it later as it was."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => _list.ListAsync(call, cancel);
}
