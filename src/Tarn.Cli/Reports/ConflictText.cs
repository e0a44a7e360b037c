using Tarn.Catalog;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Reports;

/// <summary>Tables in conflict, for people.</summary>
internal static class ConflictText
{
    /// <summary>A block for each.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="conflicts">The tables.</param>
    /// <param name="source">What the commits of the source are called.</param>
    /// <param name="target">What those of the target are called.</param>
    public static void Write(Terminal terminal, IEnumerable<TableConflict> conflicts, string source, string target)
    {
        foreach (var conflict in conflicts)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(terminal.Red("conflict:") + $" {conflict.Table}: {conflict.Reason}");
            foreach (var partition in conflict.Partitions)
                terminal.Out.WriteLine($"  partition {partition}");
            WriteCommits(terminal, source, conflict.Source);
            WriteCommits(terminal, target, conflict.Target);
        }
    }

    private static void WriteCommits(Terminal terminal, string side, IEnumerable<CatalogCommit> commits)
    {
        foreach (var commit in commits)
            terminal.Out.WriteLine($"  {side} {commit.ShortId} by {commit.Author}: {TextWidth.OneLine(commit.Message)}");
    }
}
