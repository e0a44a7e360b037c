using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Maintenance;

/// <summary>
/// Compacts one table: files are written beside the others, and one commit puts them in their place. What others did to the same files meanwhile stands, and
/// those files stay as they are.
/// </summary>
internal sealed class TableCompactor(MaintenanceParts parts, TableCommitter committer)
{
    private readonly LakeTables _tables = parts.Tables;

    /// <summary>What would be done with a table. Its metadata comes with the size and order that files are written by.</summary>
    public async Task<(CompactionPlan Plan, TableMetadata Table)> PlanAsync(TableEntry.Table entry, CompactionRule rule, CancellationToken cancel)
    {
        var table = Shaped(await _tables.MetadataAsync(entry, cancel), rule);
        var plan = CompactionPlan.Make(table, await _tables.PlanAsync(table, cancel), rule);
        return (plan.Groups.Count > 0 && RewriteWriter.Obstacle(table) is { } why ? plan with { Groups = [], Obstacle = why } : plan, table);
    }

    /// <summary>Does it. What is asked for at once is committed at once, group after group up to <see cref="CompactionRule.GroupBytesMax"/>.</summary>
    public async Task<CompactionReport> CompactAsync(TableName name, TableEntry.Table entry, CompactionRule rule, Action<string> tell, CancellationToken cancel)
    {
        var report = new CompactionReport { Table = name, Groups = [], FilesAfter = 0, BytesAfter = 0 };
        var (plan, table) = await PlanAsync(entry, rule, cancel);
        report = report with { Note = plan.Obstacle };
        if (plan.IsEmpty)
            return report;
        var writer = new RewriteWriter(parts.Engine(), _tables, parts.Ids);
        using var connection = parts.Engine().Connect();
        var batches = BatchesOf(plan.Groups, rule.GroupBytesMax).DefaultIfEmpty([]);
        var done = 0;
        foreach (var batch in batches)
        {
            var rewrites = new List<FileRewrite>();
            foreach (var group in batch)
            {
                tell($"{++done} of {plan.Groups.Count}");
                rewrites.Add(Unsorted(await writer.WriteAsync(connection, entry, table, group, cancel), await _tables.MetadataAsync(entry, cancel)));
            }
            report = await CommitAsync(name, entry, rewrites, report, cancel);
        }
        return report with { Groups = plan.Groups };
    }

    /// <summary>Puts files that were written in their place, as far as the table allows it by now.</summary>
    public async Task<CompactionReport> CommitAsync(
        TableName name, TableEntry.Table entry, IReadOnlyList<FileRewrite> rewrites, CompactionReport report, CancellationToken cancel)
    {
        RewriteResult? result = null;
        var (before, after) = (rewrites.Sum(rewrite => rewrite.Removed.Count), rewrites.Sum(rewrite => rewrite.Added.Count));
        var message = rewrites.Count == 0 ? $"Remove deletes of {name} that concern nothing" : $"Compact {name}: {before} files to {after}";
        var commit = await committer.CommitAsync(name, entry.Uuid, message, async (metadata, intent) =>
        {
            result = await RewriteFiles.PrepareAsync(_tables.FilesFor(metadata), metadata, intent, rewrites, cancel);
            return result.Commit?.Updates ?? [];
        }, cancel);
        if (commit is null || result is null)
            return report with { Note = result is null ? "the table was dropped meanwhile" : result.Refused.FirstOrDefault()?.Reason ?? report.Note };
        return report with
        {
            FilesBefore = report.FilesBefore + result.Done.Sum(one => one.Removed.Count),
            FilesAfter = report.FilesAfter + result.Done.Sum(one => one.Added.Count),
            BytesBefore = report.BytesBefore + result.Done.SelectMany(one => one.Removed).Sum(file => file.File.FileBytes),
            BytesAfter = report.BytesAfter + result.Done.SelectMany(one => one.Added).Sum(file => file.FileBytes),
            DeleteFiles = report.DeleteFiles + result.Dangling.Count,
            Commits = [.. report.Commits, commit],
            Note = result.Refused.Count == 0 ? report.Note : $"{result.Refused.Sum(one => one.Rewrite.Removed.Count)} files stay as they are: {result.Refused[0].Reason}",
        };
    }

    private static IEnumerable<IReadOnlyList<CompactionGroup>> BatchesOf(IReadOnlyList<CompactionGroup> groups, long bytesMax)
    {
        var batch = new List<CompactionGroup>();
        foreach (var group in groups)
        {
            if (batch.Count > 0 && batch.Sum(one => one.Bytes) + group.Bytes > bytesMax)
            {
                yield return batch;
                batch = [];
            }
            batch.Add(group);
        }
        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>The table with the size and the order that a rule asks for, which it does not get for good.</summary>
    private static TableMetadata Shaped(TableMetadata table, CompactionRule rule)
    {
        if (rule.TargetFileBytes is { } bytes)
            table = table with { Properties = new Dictionary<string, string>(table.Properties, StringComparer.Ordinal) { [TableProperties.TargetFileSizeBytes] = $"{bytes}" } };
        if (rule.Order is not { } terms)
            return table;
        var updates = LayoutPlan.Updates(table, table.CurrentSchema, new TableLayout { Sort = terms }).Where(update => update is TableUpdate.AddSortOrder or TableUpdate.SetDefaultSortOrder);
        return MetadataChange.Apply(table, [.. updates], table.LastUpdatedMs);
    }

    /// <summary>Files in an order that the table does not have are in none, as far as it knows.</summary>
    private static FileRewrite Unsorted(FileRewrite rewrite, TableMetadata table) => rewrite with
    {
        Added = [.. rewrite.Added.Select(file => table.SortOrders.Any(order => order.OrderId == file.SortOrderId) ? file : file with { SortOrderId = null })],
    };
}
