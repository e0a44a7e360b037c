namespace Tarn.Catalog;

/// <summary>Does again on one side of a table what the other side did since a base, where what the table holds lets both stand.</summary>
public interface ITableReplay
{
    /// <summary>
    /// The target's table with what the source did since the base, or why it cannot be. The new entry is not committed if the merge is
    /// lost, and this is asked again on the next target.
    /// </summary>
    Task<ReplayResult> TryReplayAsync(ReplayRequest request, CancellationToken cancel = default);
}
