using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Merges;

/// <summary>Joins what is neither rows, columns nor properties: version, partition specs, sort orders, the table's own branches and tags. Pure.</summary>
internal static class LayoutUnion
{
    /// <summary>Why the two are not states of one table in one place; null when they are.</summary>
    public static string? Problem(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        if (source.TableUuid != ancestor.TableUuid || target.TableUuid != ancestor.TableUuid)
            return "The table was dropped and made anew";
        return source.Location != ancestor.Location || target.Location != ancestor.Location ? "A side moved the table" : null;
    }

    /// <summary>What gives the target a later version; before the columns, which may need it.</summary>
    public static (IReadOnlyList<TableUpdate> Updates, IReadOnlyList<string> Reasons) Version(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        if (source.FormatVersion < ancestor.FormatVersion)
            return ([], [$"The table became one of version {ancestor.FormatVersion}, and there is no way back"]);
        return (source.FormatVersion > target.FormatVersion ? [new TableUpdate.UpgradeFormatVersion(source.FormatVersion)] : [], []);
    }

    /// <summary>What gives the target the source's specs, orders, branches and tags; after the columns they are made of.</summary>
    public static (IReadOnlyList<TableUpdate> Updates, IReadOnlyList<string> Reasons) Make(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        var (updates, reasons) = (new List<TableUpdate>(), new List<string>());
        Specs(ancestor, source, target, updates, reasons);
        Orders(ancestor, source, target, updates, reasons);
        Refs(ancestor, source, target, updates, reasons);
        return (updates, reasons);
    }

    private static void Specs(TableMetadata ancestor, TableMetadata source, TableMetadata target, List<TableUpdate> updates, List<string> reasons)
    {
        var added = source.PartitionSpecs.Where(spec => !Has(ancestor, spec) && !Has(target, spec)).ToList();
        if (added.Count > 0 && (target.PartitionSpecs.Count != ancestor.PartitionSpecs.Count || target.LastPartitionId != ancestor.LastPartitionId))
            reasons.Add("Both sides changed how the table is partitioned");
        updates.AddRange(added.Select(spec => new TableUpdate.AddSpec(spec)));
        if (source.DefaultSpecId == ancestor.DefaultSpecId || source.DefaultSpecId == target.DefaultSpecId)
            return;
        if (target.DefaultSpecId != ancestor.DefaultSpecId)
            reasons.Add("Both sides changed how the table is partitioned");
        updates.Add(new TableUpdate.SetDefaultSpec(source.DefaultSpecId));
    }

    private static bool Has(TableMetadata metadata, PartitionSpec spec) =>
        metadata.PartitionSpecs.Any(other => other.SpecId == spec.SpecId && other.Fields.SequenceEqual(spec.Fields));

    private static void Orders(TableMetadata ancestor, TableMetadata source, TableMetadata target, List<TableUpdate> updates, List<string> reasons)
    {
        var added = source.SortOrders.Where(order => !Has(ancestor, order) && !Has(target, order)).ToList();
        if (added.Count > 0 && target.SortOrders.Count != ancestor.SortOrders.Count)
            reasons.Add("Both sides changed how the table is sorted");
        updates.AddRange(added.Select(order => new TableUpdate.AddSortOrder(order)));
        if (source.DefaultSortOrderId == ancestor.DefaultSortOrderId || source.DefaultSortOrderId == target.DefaultSortOrderId)
            return;
        if (target.DefaultSortOrderId != ancestor.DefaultSortOrderId)
            reasons.Add("Both sides changed how the table is sorted");
        updates.Add(new TableUpdate.SetDefaultSortOrder(source.DefaultSortOrderId));
    }

    private static bool Has(TableMetadata metadata, SortOrder order) =>
        metadata.SortOrders.Any(other => other.OrderId == order.OrderId && other.Fields.SequenceEqual(order.Fields));

    /// <summary>Snapshots that the source made are not the target's, so a name for one of them cannot be taken over.</summary>
    private static void Refs(TableMetadata ancestor, TableMetadata source, TableMetadata target, List<TableUpdate> updates, List<string> reasons)
    {
        foreach (var name in source.Refs.Keys.Union(ancestor.Refs.Keys, StringComparer.Ordinal).Where(name => name != SnapshotRef.Main).Order(StringComparer.Ordinal))
        {
            var (before, mine, theirs) = (ancestor.Refs.GetValueOrDefault(name), source.Refs.GetValueOrDefault(name), target.Refs.GetValueOrDefault(name));
            if (mine == before || mine == theirs)
                continue;
            if (theirs != before)
                reasons.Add($"Both sides changed the table's own branch or tag '{name}'");
            else if (mine is null)
                updates.Add(new TableUpdate.RemoveSnapshotRef(name));
            else if (target.FindSnapshot(mine.SnapshotId) is not null)
                updates.Add(new TableUpdate.SetSnapshotRef(name, mine));
            else
                reasons.Add($"The table's own branch or tag '{name}' names a snapshot that only the source has");
        }
    }
}
