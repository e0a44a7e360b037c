using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>Removes rows and adds none: whole files, and rows of files by files of deletes.</summary>
public static class DeleteFiles
{
    /// <summary>As <see cref="OverwriteFiles.PrepareAsync"/>, without data files to add.</summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="metadata">The table as it is, version 2 or 3.</param>
    /// <param name="intent">The snapshot to make.</param>
    /// <param name="scope">Which live files are removed.</param>
    /// <param name="deletes">Files of deletes, written already; may be empty.</param>
    /// <param name="cancel">Stops before the next file is read or written.</param>
    /// <exception cref="ArgumentException">One of the files to add is a data file.</exception>
    /// <exception cref="IcebergException">Conflict: a file to remove is not live. Unsupported: the table is of version 1.</exception>
    public static Task<TableCommit> PrepareAsync(
        TableFiles files, TableMetadata metadata, SnapshotIntent intent, FileScope scope, IReadOnlyList<DataFile> deletes, CancellationToken cancel = default) =>
        deletes.Any(file => file.Content is FileContent.Data)
            ? throw new ArgumentException("Rows come by OverwriteFiles.", nameof(deletes))
            : new SnapshotProducer(files, metadata, intent).PrepareAsync("delete", deletes, scope, cancel);
}
