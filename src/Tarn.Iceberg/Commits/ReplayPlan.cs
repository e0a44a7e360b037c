using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>What is appended anew, decided without reading a manifest.</summary>
/// <param name="Snapshots">The source's snapshots since the base, the oldest first.</param>
/// <param name="Updates">Schema and properties, before the snapshot.</param>
internal sealed record ReplayPlan(IReadOnlyList<Snapshot> Snapshots, IReadOnlyList<TableUpdate> Updates)
{
    /// <summary>The plan; a reason instead when there is none.</summary>
    /// <param name="ancestor">The table where the sides parted.</param>
    /// <param name="source">The side whose appends are made again.</param>
    /// <param name="target">The side they are made on.</param>
    public static (ReplayPlan? Plan, string? Reason) Make(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        if (LayoutReason(ancestor, source, target) is { } reason)
            return (null, reason);
        if (Appends(ancestor, source) is not { } snapshots)
            return (null, "The source does not build on the state where the sides parted: it was rolled back, or its snapshots expired.");
        if (snapshots.FirstOrDefault(snapshot => snapshot.Operation != "append") is { } other)
            return (null, $"Snapshot {other.SnapshotId} of the source is no append but '{other.Operation}'.");
        var schema = SchemaUnion.Make(ancestor, source, target);
        if (schema.Reason is not null)
            return (null, schema.Reason);
        var properties = PropertyUpdates(ancestor, source, target);
        return properties.Reason is not null ? (null, properties.Reason) : (new ReplayPlan(snapshots, [.. schema.Updates, .. properties.Updates]), null);
    }

    private static string? LayoutReason(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        if (source.TableUuid != ancestor.TableUuid || target.TableUuid != ancestor.TableUuid)
            return "The sides are not of one table: it was dropped and made anew.";
        if (source.FormatVersion != ancestor.FormatVersion || target.FormatVersion != ancestor.FormatVersion)
            return "A side changed the format version.";
        if (source.Location != ancestor.Location || target.Location != ancestor.Location)
            return "A side moved the table.";
        if (source.DefaultSpecId != ancestor.DefaultSpecId || source.PartitionSpecs.Count != ancestor.PartitionSpecs.Count)
            return "The source changed how the table is partitioned.";
        if (source.DefaultSortOrderId != ancestor.DefaultSortOrderId || source.SortOrders.Count != ancestor.SortOrders.Count)
            return "The source changed how the table is sorted.";
        return ancestor.PartitionSpecs.All(spec => target.PartitionSpecs.Any(other => other.SpecId == spec.SpecId))
            ? null
            : "The target removed a partition spec.";
    }

    /// <summary>The source's snapshots after the ancestor's, the oldest first; null when they do not reach back to it.</summary>
    private static List<Snapshot>? Appends(TableMetadata ancestor, TableMetadata source)
    {
        if (source.CurrentSnapshotId is not { } head)
            return ancestor.CurrentSnapshotId is null ? [] : null;
        var since = source.Ancestors(head).TakeWhile(snapshot => snapshot.SnapshotId != ancestor.CurrentSnapshotId).Reverse().ToList();
        var root = since.Count == 0 ? ancestor.CurrentSnapshotId : since[0].ParentSnapshotId;
        return root == ancestor.CurrentSnapshotId ? since : null;
    }

    private static (IReadOnlyList<TableUpdate> Updates, string? Reason) PropertyUpdates(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        var changed = ancestor.Properties.Keys.Union(source.Properties.Keys, StringComparer.Ordinal)
            .Where(key => Value(source, key) != Value(ancestor, key) && Value(source, key) != Value(target, key))
            .Order(StringComparer.Ordinal).ToList();
        if (changed.FirstOrDefault(key => Value(target, key) != Value(ancestor, key)) is { } both)
            return ([], $"Both sides changed the property '{both}': to '{Value(source, both) ?? "none"}' in the source, to '{Value(target, both) ?? "none"}' in the target.");
        var set = changed.Where(source.Properties.ContainsKey).ToDictionary(key => key, key => source.Properties[key], StringComparer.Ordinal);
        var removed = changed.Where(key => !source.Properties.ContainsKey(key)).ToList();
        List<TableUpdate> updates = [];
        if (set.Count > 0)
            updates.Add(new TableUpdate.SetProperties(set));
        if (removed.Count > 0)
            updates.Add(new TableUpdate.RemoveProperties(removed));
        return (updates, null);
    }

    private static string? Value(TableMetadata metadata, string key) => metadata.Properties.GetValueOrDefault(key);
}
