using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Scans;

/// <content>From a table's metadata.</content>
public sealed partial record ScanRequest
{
    /// <summary>
    /// All rows of a snapshot under the table's current schema; a table without a snapshot (null) has none. For time travel give it the
    /// schema of then: <c>with { Schema = metadata.SchemaOf(snapshot) }</c>.
    /// </summary>
    public static ScanRequest Of(TableMetadata metadata, Snapshot? snapshot) => new()
    {
        Schema = metadata.CurrentSchema,
        Specs = metadata.PartitionSpecs,
        ManifestList = snapshot?.ManifestList,
        Manifests = snapshot?.Manifests ?? [],
    };
}
