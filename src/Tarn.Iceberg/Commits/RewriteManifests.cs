using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>Writes manifests anew, without touching a data file. Whatever else happens to the table, it can be made again on what is there then.</summary>
public static class RewriteManifests
{
    /// <summary>What would be written anew of the branch that is read when none is named.</summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="metadata">The table.</param>
    /// <param name="targetBytes">The size that manifests come near to; null as the table says (<see cref="TableProperties.ManifestTargetSizeBytes"/>).</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<ManifestPlan> PlanAsync(TableFiles files, TableMetadata metadata, long? targetBytes = null, CancellationToken cancel = default)
    {
        var manifests = metadata.CurrentSnapshot is { } snapshot ? await SnapshotManifests.ReadAsync(files, snapshot, cancel).ConfigureAwait(false) : [];
        return ManifestPlan.Make(manifests, targetBytes ?? TableProperties.ManifestTargetBytes(metadata));
    }

    /// <summary>Writes the manifests and the manifest list, and says what to commit.</summary>
    /// <exception cref="IcebergException">Unsupported: the table is of version 1.</exception>
    public static Task<TableCommit> PrepareAsync(
        TableFiles files, TableMetadata metadata, SnapshotIntent intent, ManifestPlan plan, CancellationToken cancel = default) =>
        new SnapshotProducer(files, metadata, intent).PrepareAsync(plan, cancel);
}
