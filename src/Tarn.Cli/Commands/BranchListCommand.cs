using System.Text.Json;
using Tarn.Catalog;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn branch list</c>.</summary>
internal sealed class BranchListCommand(Shell shell) : TarnCommand(shell, "list", "List the branches with their newest commits.")
{
    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("branch list", "Every branch, the ones of unfinished runs included."),
    ];

    /// <summary>The members of a branch: <c>name, commit, state, moved</c>.</summary>
    public static void Members(Utf8JsonWriter json, Branch branch)
    {
        json.WriteString("name", branch.Name.Value);
        json.WriteString("commit", branch.Commit);
        json.WriteString("state", RunJson.Lower(branch.State));
        json.Time("moved", branch.Moved);
    }

    public async Task<int> ListAsync(CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var branches = await lake.Catalog.ListBranchesAsync(cancel);
        if (call.Json)
            return call.PrintArray(branches, Members);
        var sheet = Sheet.Of("branch", "commit", "state", "moved");
        foreach (var branch in branches)
            sheet.Add(branch.Name.Value, Words.Short(branch.Commit), RunJson.Lower(branch.State), Words.Time(branch.Moved));
        SheetText.Write(call.Terminal, sheet);
        return ExitCodes.Ok;
    }

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => ListAsync(call, cancel);
}
