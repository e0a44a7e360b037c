using Tarn.Catalog;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Reports;

/// <summary>Commits for people.</summary>
internal static class CommitText
{
    private const int NamedChanges = 3;

    public static void WriteLog(Terminal terminal, IReadOnlyList<CatalogCommit> commits)
    {
        var sheet = Sheet.Of("commit", "time", "author", "message", "changed");
        foreach (var commit in commits)
            sheet.Add(commit.ShortId, Words.Time(commit.Time), commit.Author, TextWidth.OneLine(commit.Message), Changed(commit.Changes));
        SheetText.Write(terminal, sheet);
    }

    public static void Write(Terminal terminal, CatalogCommit commit, IReadOnlyList<TableDifference> tables)
    {
        var @out = terminal.Out;
        @out.WriteLine($"commit   {commit.Id}");
        foreach (var parent in commit.Parents)
            @out.WriteLine($"parent   {parent}");
        @out.WriteLine($"author   {commit.Author}");
        @out.WriteLine($"time     {Words.Time(commit.Time)}");
        @out.WriteLine($"branch   {commit.Branch}");
        @out.WriteLine($"message  {TextWidth.OneLine(commit.Message)}");
        foreach (var (name, value) in commit.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
            @out.WriteLine($"  {name} = {TextWidth.OneLine(value)}");
        if (tables.Count == 0)
            return;
        @out.WriteLine();
        SheetText.Write(terminal, TableDifference.Sheet(tables));
    }

    private static string Changed(IReadOnlyList<TableChange> changes) =>
        changes.Count > NamedChanges
            ? $"{changes.Count:N0} tables"
            : string.Join(", ", changes.Select(c => c.Kind is TableChangeKind.Changed ? $"{c.Table}" : $"{c.Table} ({RunJson.Lower(c.Kind)})"));
}
