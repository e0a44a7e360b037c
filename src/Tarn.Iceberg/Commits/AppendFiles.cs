using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>Adds data files. Every other append may be made before or after it.</summary>
public static class AppendFiles
{
    /// <summary>
    /// Writes the manifest and the manifest list under <c>{location}/metadata/</c> and says what to commit. On a newer base, call it again
    /// with the same intent and files: data files and manifest stay, the manifest list is made anew.
    /// </summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="metadata">The table as it is, version 2 or 3.</param>
    /// <param name="intent">The snapshot to make.</param>
    /// <param name="added">Data files, written already.</param>
    /// <param name="cancel">Stops before the next file is read or written.</param>
    /// <exception cref="IcebergException">Invalid: a file does not fit the table. Unsupported: the table is of version 1.</exception>
    public static Task<TableCommit> PrepareAsync(
        TableFiles files, TableMetadata metadata, SnapshotIntent intent, IReadOnlyList<DataFile> added, CancellationToken cancel = default)
    {
        if (added.FirstOrDefault(file => file.Content is not FileContent.Data) is { } deletes)
            throw new IcebergException(IcebergFault.Invalid, $"{deletes.Path} holds deletes; an append adds data only.", deletes.Path);
        return new SnapshotProducer(files, metadata, intent).PrepareAsync("append", added, scope: null, cancel);
    }
}
