using Tarn.Catalog;
using Tarn.Cli.Commands;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Reports;

/// <summary>What a merge would do.</summary>
internal static class MergeAnswer
{
    /// <summary>Prints it; exit code 4 when tables are in conflict.</summary>
    public static int Write(CommandCall call, BranchName from, BranchName into, MergePreview preview)
    {
        if (call.Json)
            call.PrintObject(json =>
            {
                json.WriteString("from", from.Value);
                json.WriteString("into", into.Value);
                json.WriteString("outcome", OutcomeOf(preview));
                json.WriteString("base", preview.Base.Id);
                json.Array("tables", preview.Tables, table => json.Object(() =>
                {
                    CommitJson.Members(json, table.Change);
                    json.WriteString("action", ActionOf(table));
                    json.WriteString("joined", table.Joined);
                }));
                ConflictJson.Write(json, preview.Conflicts);
            });
        else
            WriteText(call.Terminal, from, into, preview);
        return preview.Conflicts.Count == 0 ? ExitCodes.Ok : ExitCodes.Conflict;
    }

    private static string OutcomeOf(MergePreview preview) => preview switch
    {
        { Plan: MergePlan.UpToDate } => "up_to_date",
        { Conflicts.Count: > 0 } => "conflict",
        { Plan: MergePlan.FastForward } => "fast_forwarded",
        _ => "merged",
    };

    private static string ActionOf(MergedTable table) => table.Joined is null ? "take" : "join";

    private static void WriteText(Terminal terminal, BranchName from, BranchName into, MergePreview preview)
    {
        terminal.Out.WriteLine(preview.Plan switch
        {
            MergePlan.UpToDate => $"nothing to merge: {into} has all of {from}",
            MergePlan.FastForward => $"{into} would move to {preview.Source.ShortId}, where {from} is",
            _ when preview.Conflicts.Count > 0 => $"{from} cannot be merged into {into}: {Words.Count(preview.Conflicts.Count, "conflict")}",
            _ => $"{into} would get a merge of {from}; they parted at {preview.Base.ShortId}",
        });
        if (preview.Tables.Count + preview.Conflicts.Count == 0)
            return;
        var sheet = Sheet.Of("table", $"in {from}", "would be");
        foreach (var table in preview.Tables)
            sheet.Add(table.Change.Table.ToString(), RunJson.Lower(table.Change.Kind), table.Joined is { } joined ? $"joined: {joined}" : "taken");
        SheetText.Write(terminal, sheet);
        ConflictText.Write(terminal, preview.Conflicts, "source", "target");
    }
}
