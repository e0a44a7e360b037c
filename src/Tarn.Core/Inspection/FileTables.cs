using Tarn.DuckDb;
using Tarn.Iceberg.Manifests;

namespace Tarn.Inspection;

/// <summary>The metadata tables that manifests have the rows of: columns and types are those of Iceberg's in Spark.</summary>
internal static class FileTables
{
    /// <summary>Live files.</summary>
    /// <param name="table">The table.</param>
    /// <param name="manifests">The manifests to look into.</param>
    /// <param name="isWanted">Which contents.</param>
    /// <param name="cancel">Stops before the next manifest.</param>
    public static async Task<MetadataTable> FilesAsync(InspectedTable table, IReadOnlyList<ManifestFile> manifests, Func<FileContent, bool> isWanted, CancellationToken cancel)
    {
        var columns = new FileColumns(table.Metadata);
        var metrics = new ReadableMetrics(table.Metadata.CurrentSchema);
        var entries = await table.EntriesAsync(manifests, cancel);
        return new(
            [.. columns.Columns, metrics.Column],
            entries.Where(entry => entry.Status is not EntryStatus.Deleted && isWanted(entry.File.Content)).Select(entry => (object?[])[.. columns.Of(entry.File), metrics.Of(entry.File)]));
    }

    /// <summary>What manifests say, deleted files included.</summary>
    public static async Task<MetadataTable> EntriesAsync(InspectedTable table, IReadOnlyList<ManifestFile> manifests, CancellationToken cancel)
    {
        var columns = new FileColumns(table.Metadata);
        var metrics = new ReadableMetrics(table.Metadata.CurrentSchema);
        var entries = await table.EntriesAsync(manifests, cancel);
        return new(
            [
                new("status", DuckDbType.Integer),
                new("snapshot_id", DuckDbType.BigInt),
                new("sequence_number", DuckDbType.BigInt),
                new("file_sequence_number", DuckDbType.BigInt),
                columns.Whole,
                metrics.Column,
            ],
            entries.Select(entry => new object?[]
            {
                (int)entry.Status, entry.SnapshotId, entry.SequenceNumber, entry.FileSequenceNumber, columns.WholeOf(entry.File), metrics.Of(entry.File),
            }));
    }
}
