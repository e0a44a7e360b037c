using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Maintenance;

/// <summary>Commits a change of one table to a branch, on whatever the table is by then, without holding up those who write to it.</summary>
internal sealed class TableCommitter(LakeCatalog catalog, LakeTables tables, IdSource ids, MaintenanceRequest request)
{
    private const int TriesMax = 50;

    /// <summary>The table on the branch now; null when there is none, or another of the same name than the one told.</summary>
    public async Task<TableEntry.Table?> FindAsync(TableName table, string? uuid, CancellationToken cancel) =>
        await (await catalog.TreeAtAsync(request.Branch.Value, cancel)).FindAsync(table, cancel) is TableEntry.Table entry && (uuid is null || entry.Uuid == uuid) ? entry : null;

    /// <summary>The commit's id; null when the table is gone or nothing was left to do.</summary>
    /// <param name="table">The table.</param>
    /// <param name="uuid">Its own id.</param>
    /// <param name="message">What for.</param>
    /// <param name="prepare">The updates on a state of the table, none when nothing is left to do. Asked again when the table has moved.</param>
    /// <param name="cancel">Stops before the commit.</param>
    public async Task<string?> CommitAsync(
        TableName table, string uuid, string message, Func<TableMetadata, SnapshotIntent, Task<IReadOnlyList<TableUpdate>>> prepare, CancellationToken cancel)
    {
        var intent = new SnapshotIntent { SnapshotId = ids.NextSnapshotId(), TimestampMs = NowMs(), CommitUuid = ids.NextUuid() };
        var key = ids.NextHex(32);
        for (var left = TriesMax; ; left--)
        {
            if (await FindAsync(table, uuid, cancel) is not { } entry)
                return null;
            var metadata = await tables.MetadataAsync(entry, cancel);
            var updates = await prepare(metadata, intent);
            if (updates.Count == 0)
                return null;
            var changed = await tables.SaveAsync(entry, MetadataChange.Apply(metadata, updates, NowMs(), entry.MetadataLocation), ids.NextUuid(), cancel);
            try
            {
                return (await catalog.CommitAsync(RequestOf(new TableWrite(table, entry, changed), message, key), cancel)).Id;
            }
            catch (TarnException e) when (left > 1 && e.Problems[0].Code == "catalog.table-moved")
            {
                // Somebody was first: again, on what is there now.
            }
        }
    }

    private CommitRequest RequestOf(TableWrite write, string message, string key) => new()
    {
        Branch = request.Branch,
        Author = request.Author,
        Message = message,
        Changes = [write],
        Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["door"] = "maintain" },
        IdempotencyKey = key,
    };

    private long NowMs() => ids.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
