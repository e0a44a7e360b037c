using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Metadata;

/// <summary>What holds between the parts of table metadata, whoever wrote it.</summary>
internal static class MetadataRules
{
    /// <summary>The metadata, when it is sound.</summary>
    /// <exception cref="IcebergException">Corrupt, naming the property.</exception>
    public static TableMetadata Checked(TableMetadata metadata, string location)
    {
        CheckIds(metadata.PartitionSpecs.Select(spec => (long)spec.SpecId), metadata.DefaultSpecId, "partition-specs", "default-spec-id", location);
        CheckIds(metadata.SortOrders.Select(order => (long)order.OrderId), metadata.DefaultSortOrderId, "sort-orders", "default-sort-order-id", location);
        CheckIds(metadata.Snapshots.Select(snapshot => snapshot.SnapshotId), metadata.CurrentSnapshotId, "snapshots", "current-snapshot-id", location);
        CheckRefs(metadata, location);
        CheckSequenceNumbers(metadata, location);
        return metadata;
    }

    /// <summary>Ids are unique, and the one chosen is among them.</summary>
    public static void CheckIds(IEnumerable<long> ids, long? chosen, string list, string choice, string location)
    {
        var seen = new HashSet<long>();
        foreach (var (at, id) in ids.Index())
        {
            if (!seen.Add(id))
                throw IcebergException.BrokenProperty(location, $"{list}[{at}]", $"has the id {id}, as one before it has.");
        }
        if (chosen is { } one && !seen.Contains(one))
            throw IcebergException.BrokenProperty(location, choice, $"is {one}, which is not in '{list}'.");
    }

    /// <summary>Sentences on parts of an order whose column is gone.</summary>
    public static IReadOnlyList<string> Problems(SortOrder order, TableSchema schema) =>
    [
        .. order.Fields.Where(field => SchemaFields.ById(schema, field.SourceId) is null)
            .Select(field => $"sort order {order.OrderId} sorts by column {field.SourceId}, which the schema does not have."),
    ];

    private static void CheckRefs(TableMetadata metadata, string location)
    {
        foreach (var (name, named) in metadata.Refs)
        {
            if (metadata.FindSnapshot(named.SnapshotId) is null)
                throw IcebergException.BrokenProperty(location, $"refs.{name}", $"names the snapshot {named.SnapshotId}, which is not in 'snapshots'.");
        }
        if (metadata.Refs.TryGetValue(SnapshotRef.Main, out var main) && main.SnapshotId != metadata.CurrentSnapshotId)
            throw IcebergException.BrokenProperty(location, "refs.main", $"names the snapshot {main.SnapshotId}, 'current-snapshot-id' is {metadata.CurrentSnapshotId?.ToString() ?? "missing"}.");
    }

    private static void CheckSequenceNumbers(TableMetadata metadata, string location)
    {
        foreach (var (at, snapshot) in metadata.Snapshots.Index())
        {
            if (metadata.FormatVersion > 1 && snapshot.SequenceNumber > metadata.LastSequenceNumber)
                throw IcebergException.BrokenProperty(location, $"snapshots[{at}].sequence-number", $"is {snapshot.SequenceNumber}, more than 'last-sequence-number' {metadata.LastSequenceNumber}.");
        }
    }
}
