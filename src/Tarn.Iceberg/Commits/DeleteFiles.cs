using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>Removes whole files.</summary>
public static class DeleteFiles
{
    /// <summary>As <see cref="OverwriteFiles.PrepareAsync"/>, with nothing added.</summary>
    /// <exception cref="IcebergException">Conflict: a file to remove is not live. Unsupported: the table is of version 1.</exception>
    public static Task<TableCommit> PrepareAsync(
        TableFiles files, TableMetadata metadata, SnapshotIntent intent, FileScope scope, CancellationToken cancel = default) =>
        new SnapshotProducer(files, metadata, intent).PrepareAsync("delete", [], scope, cancel);
}
