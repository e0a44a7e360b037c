using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>Tells whether a table holds what it held before, written anew: compaction, manifests rewritten, snapshots expired. Pure.</summary>
public static class SameRows
{
    /// <summary>True when every snapshot since the ancestor says <c>replace</c> and nothing else of the table changed that a reader or writer goes by.</summary>
    /// <param name="ancestor">The table as it was.</param>
    /// <param name="table">The table as it is.</param>
    public static bool Holds(TableMetadata ancestor, TableMetadata table) =>
        ancestor.TableUuid == table.TableUuid
        && ancestor.Location == table.Location
        && ancestor.FormatVersion == table.FormatVersion
        && ancestor.CurrentSchemaId == table.CurrentSchemaId
        && ancestor.DefaultSpecId == table.DefaultSpecId
        && ancestor.DefaultSortOrderId == table.DefaultSortOrderId
        && ancestor.Properties.Count == table.Properties.Count
        && ancestor.Properties.All(pair => table.Properties.GetValueOrDefault(pair.Key) == pair.Value)
        && table.Refs.All(named => named.Key == SnapshotRef.Main || (ancestor.Refs.TryGetValue(named.Key, out var before) && before == named.Value))
        && OnlyReplaced(ancestor, table);

    private static bool OnlyReplaced(TableMetadata ancestor, TableMetadata table)
    {
        if (table.CurrentSnapshotId is not { } head || ancestor.CurrentSnapshotId is null)
            return table.CurrentSnapshotId == ancestor.CurrentSnapshotId;
        foreach (var snapshot in table.Ancestors(head))
        {
            if (snapshot.SnapshotId == ancestor.CurrentSnapshotId)
                return true;
            if (snapshot.Operation != "replace")
                return false;
            if (snapshot.ParentSnapshotId == ancestor.CurrentSnapshotId)
                return true;
        }
        return false;
    }
}
