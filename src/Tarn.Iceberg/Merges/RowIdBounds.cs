using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Merges;

/// <summary>Which row ids the rows of a file carry in the file itself (spec, "Row Lineage").</summary>
internal static class RowIdBounds
{
    /// <summary>The field id of <c>_row_id</c> (spec, "Reserved Field IDs").</summary>
    private const int RowIdField = 2147483540;

    /// <summary>
    /// Whether a row of the file may carry this id or a higher one. Appended rows carry none; a snapshot that was the first to give ids could only carry on
    /// lower ones.
    /// </summary>
    public static bool MayReach(ManifestEntry entry, TableSide side, long id)
    {
        var snapshot = side.SnapshotOf(entry);
        if (snapshot is { Operation: "append" } || snapshot?.FirstRowId <= id)
            return false;
        return entry.File.UpperBounds?.GetValueOrDefault(RowIdField) is not { } bound || SingleValue.Decode(new IcebergType.Long(), bound) is not long highest || highest >= id;
    }
}
