using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>Removes files and adds others in their place, in one snapshot.</summary>
public static class OverwriteFiles
{
    /// <summary>
    /// As <see cref="AppendFiles.PrepareAsync"/>. Manifests with removed files are written anew, the others are carried on as they are.
    /// </summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="metadata">The table as it is, version 2 or 3.</param>
    /// <param name="intent">The snapshot to make.</param>
    /// <param name="scope">Which live files are removed.</param>
    /// <param name="added">Data files and delete files, written already; may be empty.</param>
    /// <param name="cancel">Stops before the next file is read or written.</param>
    /// <exception cref="IcebergException">
    /// Invalid: a file does not fit the table. Conflict: a file to remove is not live. Unsupported: the table is of version 1.
    /// </exception>
    public static Task<TableCommit> PrepareAsync(
        TableFiles files,
        TableMetadata metadata,
        SnapshotIntent intent,
        FileScope scope,
        IReadOnlyList<DataFile> added,
        CancellationToken cancel = default)
    {
        var told = scope is FileScope.PartitionsOfAdded
            ? intent with { Properties = new Dictionary<string, string>(intent.Properties, StringComparer.Ordinal) { ["replace-partitions"] = "true" } }
            : intent;
        return new SnapshotProducer(files, metadata, told).PrepareAsync("overwrite", added, scope, cancel);
    }
}
