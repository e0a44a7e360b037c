using Tarn.Cli.Terminals;
using Tarn.Imports;

namespace Tarn.Cli.Reports;

/// <summary>What was imported, for people.</summary>
internal static class ImportText
{
    public static void Write(Terminal terminal, ImportedTable table)
    {
        var @out = terminal.Out;
        @out.WriteLine($"imported  {table.Table}");
        @out.WriteLine($"from      {table.ImportedFrom}");
        @out.WriteLine($"metadata  {table.MetadataLocation}");
        @out.WriteLine($"holds     {Words.Count(table.Rows, "row")}{(table.HasDeletes ? " with deleted ones" : "")} in {Words.Count(table.Files, "file")}, {Words.Count(table.Snapshots, "snapshot")}");
        foreach (var folder in table.Outside)
            @out.WriteLine($"reads     {folder.To}{(folder.From == folder.To ? "" : $"  for {folder.From}")}");
        @out.WriteLine($"commit    {Words.Short(table.Commit)}");
    }
}
