using Tarn.Catalog;
using Tarn.Cli.Commands;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Reports;

/// <summary>What a revert did, or would do.</summary>
internal static class RevertAnswer
{
    /// <summary>Prints it; exit code 4 when tables are in conflict.</summary>
    public static int Write(CommandCall call, BranchName branch, RevertPlan plan)
    {
        if (call.Json)
            call.PrintObject(json =>
            {
                json.WriteString("branch", branch.Value);
                json.Strings("reverted", plan.Commits.Select(commit => commit.Id));
                json.WriteString("commit", plan.Made?.Id);
                json.Array("tables", plan.Tables, table => json.Object(() =>
                {
                    json.WriteString("table", table.Change.Table.ToString());
                    json.WriteString("action", ActionOf(table));
                    json.WriteString("joined", table.Joined);
                }));
                ConflictJson.Write(json, plan.Conflicts);
            });
        else
            WriteText(call.Terminal, branch, plan);
        return plan.Conflicts.Count == 0 ? ExitCodes.Ok : ExitCodes.Conflict;
    }

    private static string ActionOf(RevertedTable table) => table switch
    {
        { Joined: not null } => "join",
        { Change.After: null } => "drop",
        { Change.Before: null } => "put_back",
        _ => "restore",
    };

    private static void WriteText(Terminal terminal, BranchName branch, RevertPlan plan)
    {
        var undone = string.Join(", ", plan.Commits.Select(commit => $"{commit.ShortId} ({TextWidth.OneLine(commit.Message)})"));
        terminal.Out.WriteLine(plan switch
        {
            { Made: { } made } => $"{branch} is at {made.ShortId} without {undone}",
            { Conflicts.Count: > 0 } => $"{undone} cannot be reverted on {branch}: {Words.Count(plan.Conflicts.Count, "conflict")}",
            _ => $"{branch} would be without {undone}",
        });
        var sheet = Sheet.Of("table", plan.Made is null ? "would be" : "is");
        foreach (var table in plan.Tables)
            sheet.Add(table.Change.Table.ToString(), Word(table));
        if (plan.Tables.Count > 0)
            SheetText.Write(terminal, sheet);
        ConflictText.Write(terminal, plan.Conflicts, "to undo", "since then");
    }

    private static string Word(RevertedTable table) => ActionOf(table) switch
    {
        "join" => $"undone under later changes: {table.Joined}",
        "drop" => "dropped, as before",
        "put_back" => "put back",
        _ => "as it was before",
    };
}
