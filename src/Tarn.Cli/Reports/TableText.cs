using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Reports;

/// <summary>A table or view for people.</summary>
internal static class TableText
{
    public static void Write(Terminal terminal, TableReport table)
    {
        var @out = terminal.Out;
        @out.WriteLine($"{table.Kind,-8}  {table.Table}");
        @out.WriteLine($"metadata  {table.MetadataLocation}");
        if (table.Files is { } files)
            @out.WriteLine($"holds     {(table.Rows is { } rows ? Words.Count(rows, "row") : "rows that deletes keep uncounted")} in {Words.Count(files, "file")}{(table.Bytes is { } bytes ? ", " + Words.Bytes(bytes) : "")}");
        if (table.SnapshotId is { } snapshot)
            @out.WriteLine($"snapshot  {snapshot}");
        @out.WriteLine($"format    {table.FormatVersion}");
        foreach (var (name, value) in table.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
            @out.WriteLine($"  {name} = {TextWidth.OneLine(value)}");
        @out.WriteLine();
        SheetText.Write(terminal, Columns(table));
        if (table.Sql is { } sql)
        {
            @out.WriteLine();
            @out.WriteLine(sql.TrimEnd());
        }
    }

    private static Sheet Columns(TableReport table)
    {
        var sheet = Sheet.Of(">id", "column", "type", "null", "means");
        foreach (var c in table.Columns)
            sheet.Add(c.Id == 0 ? "" : $"{c.Id}", c.Name, c.Type, c.Required ? "no" : "yes", TextWidth.OneLine(c.Doc ?? ""));
        return sheet;
    }
}
