using System.CommandLine;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn tag create</c>.</summary>
internal sealed class TagCreateCommand : TarnCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The new tag, for example board-report-june." };

    private readonly Argument<string?> _ref = new("REF")
    {
        Description = "What it names: a branch, tag or commit; also main~1 or a time. Default: main, or the profile's branch.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public TagCreateCommand(Shell shell)
        : base(shell, "create", "Give a state of the lake a name that does not move.")
    {
        Arguments.Add(_name);
        Arguments.Add(_ref);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("tag create board-report-june", "Name main as it is now."),
        ("tag create before-repair main~1", "Name an older state."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var name = BranchName.Parse(call.Get(_name)!);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var tag = await lake.Catalog.CreateTagAsync(name, CommandCall.RefOf(call.Get(_ref), lake), cancel);
        return call.Json
            ? call.PrintObject(json => TagListCommand.Members(json, tag))
            : call.PrintLine($"tag {tag.Name} is {Words.Short(tag.Commit)}");
    }
}
