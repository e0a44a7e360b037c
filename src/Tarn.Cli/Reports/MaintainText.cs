using Tarn.Cli.Terminals;
using Tarn.Maintenance;

namespace Tarn.Cli.Reports;

/// <summary>Lines about upkeep: what was done with a table, what was deleted, and what is free now.</summary>
internal static class MaintainText
{
    /// <summary>The lines that a finished piece of work is told by; none for what is only on its way.</summary>
    public static IEnumerable<string> Lines(MaintenanceEvent told, bool isDryRun) => told switch
    {
        MaintenanceEvent.Compacted { Report: var report } => Compacted(report, isDryRun),
        MaintenanceEvent.Clustered { Report: var report } => [$"manifests  {report.Table}: {report.Note ?? $"{Words.Count(report.Before, "manifest")} to {report.After}"}"],
        MaintenanceEvent.Expired { Report: var report } => [$"expire     {report.Table}: {report.Note ?? Expired(report)}"],
        MaintenanceEvent.Swept { Step: MaintenanceStep.Expire, Report: var report } => Swept($"expire     {Words.Count(report.Commits, "commit")} before {Words.Time(report.Before!.Value)}, ", report, isDryRun),
        MaintenanceEvent.Swept { Report: var report } => Swept("orphans    ", report, isDryRun),
        _ => [],
    };

    /// <summary>What is at work now, for a line that moves; null when there is nothing to say.</summary>
    public static string? At(MaintenanceEvent told) => told switch
    {
        MaintenanceEvent.Began { Step: var step } => Word(step),
        MaintenanceEvent.At at => $"{Word(at.Step)}  {at.Text}",
        _ => null,
    };

    /// <summary>The end: how much is free now, and what is still to come.</summary>
    public static void WriteEnd(Terminal terminal, MaintenanceReport report)
    {
        var @out = terminal.Out;
        var bytes = Words.Bytes(report.BytesFreed);
        if (report.Readers is > 0 and var readers)
            @out.WriteLine($"{Words.Count(readers, "reader")} at work: what they read stays");
        if (report.Expired is not null || report.Orphans is not null)
            @out.WriteLine(report.IsDryRun ? $"{bytes} would be freed" : $"{bytes} freed");
        else if ((report.Compactions?.Count ?? 0) + (report.Manifests?.Count ?? 0) == 0)
            @out.WriteLine($"nothing to do: {Words.Count(report.Tables, "table")} of {report.Branch} are as they should be");
        if (report.IsDryRun)
            @out.WriteLine("nothing was done: this is what would be");
    }

    private static IEnumerable<string> Compacted(CompactionReport report, bool isDryRun)
    {
        if (report.FilesBefore > 0 || report.DeleteFiles > 0)
        {
            var after = report.FilesAfter is { } files ? $" to {files:N0}, {Words.Bytes(report.BytesBefore)} to {Words.Bytes(report.BytesAfter ?? 0)}" : $", {Words.Bytes(report.BytesBefore)}";
            var deletes = report.DeleteFiles == 0 ? "" : $", {Words.Count(report.DeleteFiles, "file")} of deletes gone";
            yield return $"compact    {report.Table}: {Words.Count(report.FilesBefore, "file")}{after}{deletes}";
        }
        if (report.Note is { } note)
            yield return $"compact    {report.Table}: {note}";
        if (!isDryRun)
            yield break;
        foreach (var group in report.Groups)
        {
            yield return $"  {(group.Partition.Length == 0 ? "all rows" : group.Partition)}: {Words.Count(group.Files.Count, "file")}, {Words.Bytes(group.Bytes)} ({string.Join(", ", group.Reasons)})";
            foreach (var file in group.Files)
                yield return $"    {file.File.Path}";
        }
    }

    private static string Expired(ExpiryReport report) =>
        Words.Count(report.Snapshots.Count, "snapshot") + (report.Refs.Count == 0 ? "" : $", and its {string.Join(", ", report.Refs)}");

    private static IEnumerable<string> Swept(string what, SweepReport report, bool isDryRun)
    {
        var young = report.YoungFiles == 0 ? "" : $"; {Words.Count(report.YoungFiles, "file")} too young to tell, {Words.Bytes(report.YoungBytes)}";
        yield return $"{what}{Words.Count(report.Files.Count, "file")}, {Words.Bytes(report.Bytes)}{young}";
        foreach (var file in isDryRun ? report.Files : [])
            yield return $"    {file.Key}";
    }

    private static string Word(MaintenanceStep step) => step.ToString().ToLowerInvariant();
}
