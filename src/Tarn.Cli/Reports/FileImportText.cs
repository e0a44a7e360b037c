using Tarn.Cli.Terminals;
using Tarn.Imports;

namespace Tarn.Cli.Reports;

/// <summary>An import of files, or the plan of one, for people.</summary>
internal static class FileImportText
{
    public static void Write(Terminal terminal, ImportedFiles imported, bool isDry)
    {
        var (@out, plan) = (terminal.Out, imported.Plan);
        @out.WriteLine($"{(isDry ? "plan" : "imported"),-8}  {plan.Table}{(plan.IsNew ? ", a new table" : "")}");
        @out.WriteLine($"adds      {(plan.Files.Count == 0 ? "nothing" : $"{Words.Count(plan.Rows, "row")} in {Words.Count(plan.Files.Count, "file")}, {Words.Bytes(plan.Files.Sum(file => file.Bytes))}")}{LeftOut(plan)}");
        if (plan.Partitions.Count > 0)
            @out.WriteLine($"by        {string.Join(", ", plan.Partitions)}");
        if (imported.Commit is { } commit)
            @out.WriteLine($"commit    {Words.Short(commit)}");
        if (plan.Columns.Count > 0)
        {
            @out.WriteLine();
            SheetText.Write(terminal, Columns(plan));
        }
        foreach (var conflict in plan.Conflicts)
            @out.WriteLine($"{terminal.Red("conflict:")} {conflict.What}{(conflict.What.Contains('/', StringComparison.Ordinal) ? "" : At(conflict))}");
    }

    private static string LeftOut(FileImportPlan plan) =>
        (plan.Skipped == 0 ? "" : $"; {Words.Count(plan.Skipped, "file")} there already") + (plan.Empty == 0 ? "" : $"; {Words.Count(plan.Empty, "file")} without rows");

    private static string At(ImportConflict conflict) => conflict.Sides.FirstOrDefault(side => side.Where is not null) is { } side
        ? $"\n  at {side.Where}{(side.Files > 1 ? $" and {Words.Count(side.Files - 1, "file")} more" : "")}"
        : "";

    private static Sheet Columns(FileImportPlan plan)
    {
        var sheet = Sheet.Of("column", "type", "null", "change");
        foreach (var column in plan.Columns)
            sheet.Add(column.Name, column.Type, column.IsRequired ? "no" : "yes", Change(plan, column));
        return sheet;
    }

    private static string Change(FileImportPlan plan, PlannedColumn column)
    {
        var from = column.IsFolder ? "from folders" : "";
        var change = column.Before is null ? (plan.IsNew ? "" : "new") : column.Before == column.Type ? "" : $"was {column.Before}";
        return string.Join(", ", new[] { change, from }.Where(part => part.Length > 0));
    }
}
