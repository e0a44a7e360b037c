namespace Tarn.Catalog;

/// <summary>Does again on one side of a merge what the other side did to the same table, where both only appended.</summary>
public interface ITableReplay
{
    /// <summary>
    /// The target's table with what the source did since the base, or why it cannot be. The new entry is not committed if the merge is
    /// lost, and this is asked again on the next target.
    /// </summary>
    Task<ReplayResult> TryReplayAsync(
        TableName table, TableEntry baseEntry, TableEntry sourceEntry, TableEntry targetEntry, CancellationToken cancel = default);
}
