using Tarn.DuckDb;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Inspection;

/// <summary>The metadata tables of manifests: columns and types are those of Iceberg's in Spark.</summary>
internal static class ManifestTables
{
    private static readonly IReadOnlyList<MetadataColumn> Columns =
    [
        new("content", DuckDbType.Integer),
        new("path", DuckDbType.Varchar),
        new("length", DuckDbType.BigInt),
        new("partition_spec_id", DuckDbType.Integer),
        new("added_snapshot_id", DuckDbType.BigInt),
        new("added_data_files_count", DuckDbType.Integer),
        new("existing_data_files_count", DuckDbType.Integer),
        new("deleted_data_files_count", DuckDbType.Integer),
        new("added_delete_files_count", DuckDbType.Integer),
        new("existing_delete_files_count", DuckDbType.Integer),
        new("deleted_delete_files_count", DuckDbType.Integer),
        new("partition_summaries", new DuckDbType.List(new DuckDbType.Struct(
        [
            new("contains_null", DuckDbType.Boolean),
            new("contains_nan", DuckDbType.Boolean),
            new("lower_bound", DuckDbType.Varchar),
            new("upper_bound", DuckDbType.Varchar),
        ]))),
    ];

    /// <summary>The manifests of the snapshot.</summary>
    public static async Task<MetadataTable> OfSnapshotAsync(InspectedTable table, CancellationToken cancel)
    {
        var manifests = await table.ManifestsAsync(cancel);
        return new(Columns, manifests.Select(manifest => Row(table.Metadata, manifest).ToArray()));
    }

    /// <summary>The manifests of each snapshot that is kept.</summary>
    public static async Task<MetadataTable> OfAllAsync(InspectedTable table, CancellationToken cancel)
    {
        var manifests = await table.ManifestsBySnapshotAsync(cancel);
        return new(
            [.. Columns, new("reference_snapshot_id", DuckDbType.BigInt)],
            manifests.Select(found => (object?[])[.. Row(table.Metadata, found.Manifest), found.Snapshot.SnapshotId]));
    }

    private static IReadOnlyList<object?> Row(TableMetadata metadata, ManifestFile manifest)
    {
        object?[] counts = [manifest.AddedFiles, manifest.ExistingFiles, manifest.DeletedFiles];
        object?[] none = [0, 0, 0];
        return
        [
            manifest.Deletes ? 1 : 0,
            manifest.Path,
            manifest.Bytes,
            manifest.SpecId,
            manifest.AddedSnapshotId,
            .. manifest.Deletes ? none : counts,
            .. manifest.Deletes ? counts : none,
            Summaries(metadata, manifest),
        ];
    }

    private static object?[]? Summaries(TableMetadata metadata, ManifestFile manifest)
    {
        var spec = metadata.Spec(manifest.SpecId);
        var types = PartitionTypes.Of(spec, metadata.CurrentSchema);
        return manifest.Partitions?.Take(spec.Fields.Count).Select((summary, i) => (object?)new OrderedDictionary<string, object?>
        {
            ["contains_null"] = summary.ContainsNull,
            ["contains_nan"] = summary.ContainsNan,
            ["lower_bound"] = Bound(spec.Fields[i], types[i], summary.LowerBound),
            ["upper_bound"] = Bound(spec.Fields[i], types[i], summary.UpperBound),
        }).ToArray();
    }

    private static string? Bound(PartitionField field, IcebergType? type, byte[]? bytes) =>
        bytes is null || type is null ? null : SingleValue.Decode(type, bytes) is { } value ? PartitionPath.TextOf(field.Transform, type, value) : null;
}
