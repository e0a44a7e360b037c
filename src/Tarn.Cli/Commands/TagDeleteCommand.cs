using System.CommandLine;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn tag delete</c>.</summary>
internal sealed class TagDeleteCommand : TarnCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The tag." };

    public TagDeleteCommand(Shell shell)
        : base(shell, "delete", "Delete a tag. The commit it named stays where branches reach it.") => Arguments.Add(_name);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("tag delete before-repair", "Drop a tag that is not needed any more."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var name = BranchName.Parse(call.Get(_name)!);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        await lake.Catalog.DeleteTagAsync(name, cancel);
        return call.Json
            ? call.PrintObject(json => json.WriteString("deleted", name.Value))
            : call.PrintLine($"tag {name} is deleted");
    }
}
