using System.Text.Json;
using Tarn.Lakehouse;

namespace Tarn.Cli.Json;

/// <summary>Rows that were deleted or updated.</summary>
internal static class RowEditJson
{
    /// <summary>The members: <c>table, branch, rows, files, mode, commit</c>; mode and commit are null when nothing was done.</summary>
    public static void Members(Utf8JsonWriter json, EditedTable table)
    {
        json.WriteString("table", table.Table.ToString());
        json.WriteString("branch", table.Branch.Value);
        json.WriteNumber("rows", table.Rows);
        json.WriteNumber("files", table.Files);
        json.WriteString("mode", table.IsOnRead switch { true => "merge-on-read", false => "copy-on-write", null => null });
        json.WriteString("commit", table.Commit);
    }
}
