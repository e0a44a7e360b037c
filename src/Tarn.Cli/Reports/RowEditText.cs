using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Reports;

/// <summary>Rows that were deleted or updated, for people.</summary>
internal static class RowEditText
{
    /// <summary>Writes what was done, or would be.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="table">What was done.</param>
    /// <param name="done">The word for it: <c>deleted</c>.</param>
    /// <param name="isDry">True when it was only counted.</param>
    public static void Write(Terminal terminal, EditedTable table, string done, bool isDry)
    {
        var rows = Words.Count(table.Rows, "row");
        var from = $"of {table.Table} in {Words.Count(table.Files, "file")}";
        terminal.Out.WriteLine((isDry, table.Commit) switch
        {
            (true, _) => $"{rows} {from} would be {done}; nothing was done",
            (_, null) => $"no row of {table.Table} fits the condition; nothing was done",
            _ => $"{done}  {rows} {from}{(table.IsOnRead == true ? ", by files of deletes" : "")}",
        });
        if (table.Commit is not null)
            terminal.Out.WriteLine($"commit   {Words.Short(table.Commit)} on {table.Branch}");
    }
}
