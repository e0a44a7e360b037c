using System.Globalization;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>Table properties that commits go by, with Java's names and defaults.</summary>
public static class TableProperties
{
    /// <summary>How many earlier metadata files the log keeps.</summary>
    public const string PreviousVersionsMax = "write.metadata.previous-versions-max";

    /// <summary>How many manifests there must be before small ones are merged.</summary>
    public const string MinCountToMerge = "commit.manifest.min-count-to-merge";

    /// <summary>The size in bytes up to which manifests are merged.</summary>
    public const string ManifestTargetSizeBytes = "commit.manifest.target-size-bytes";

    /// <summary>false leaves manifests as they are.</summary>
    public const string ManifestMergeEnabled = "commit.manifest-merge.enabled";

    /// <summary>How rows are replaced by key: <c>copy-on-write</c>, when it is not told, or <c>merge-on-read</c>.</summary>
    public const string MergeMode = "write.merge.mode";

    /// <summary>The same for rows that are deleted.</summary>
    public const string DeleteMode = "write.delete.mode";

    /// <summary>The same for rows that are updated.</summary>
    public const string UpdateMode = "write.update.mode";

    /// <summary>
    /// Whether rows that one side deleted go beside rows that the other appended meanwhile: <c>serializable</c>, when it is not told, where they do not if they may
    /// be of one partition, or <c>snapshot</c>.
    /// </summary>
    public const string DeleteIsolation = "write.delete.isolation-level";

    /// <summary>The same for rows that were updated. What a snapshot of kind overwrite did cannot be told apart, so both must say it.</summary>
    public const string UpdateIsolation = "write.update.isolation-level";

    /// <summary>The same for rows that were merged or overwritten.</summary>
    public const string MergeIsolation = "write.merge.isolation-level";

    /// <summary>Of these levels: the rows that were there when it began are what a change looks at.</summary>
    public const string SnapshotIsolation = "snapshot";

    /// <summary>Of these modes: files stay, and files of deletes beside them tell which of their rows are gone.</summary>
    public const string MergeOnRead = "merge-on-read";

    /// <summary>The size in bytes that data files come near to.</summary>
    public const string TargetFileSizeBytes = "write.target-file-size-bytes";

    /// <summary>How the pages of new Parquet data files are compressed: zstd when it is not told.</summary>
    public const string ParquetCodec = "write.parquet.compression-codec";

    /// <summary>How hard it is tried, in the codec's own numbers; the writer's own when it is not told.</summary>
    public const string ParquetCompressionLevel = "write.parquet.compression-level";

    /// <summary>How old snapshots get, in milliseconds, before they expire: five days when it is not told.</summary>
    public const string MaxSnapshotAgeMs = "history.expire.max-snapshot-age-ms";

    /// <summary>How many snapshots of a branch stay whatever their age: one when it is not told.</summary>
    public const string MinSnapshotsToKeep = "history.expire.min-snapshots-to-keep";

    /// <summary>How old branches and tags get, in milliseconds, before they expire; never when it is not told. Main never does.</summary>
    public const string MaxRefAgeMs = "history.expire.max-ref-age-ms";

    /// <summary>false forbids that files of the table are deleted.</summary>
    public const string GarbageCollection = "gc.enabled";

    /// <summary>False when the table says that its files are not to be deleted.</summary>
    public static bool IsCollected(TableMetadata metadata) => metadata.Properties.GetValueOrDefault(GarbageCollection) != "false";

    /// <summary>The size in bytes that data files come near to: the table's, or 512 MB.</summary>
    public static long TargetFileBytes(TableMetadata metadata) => Math.Max(1, Number(metadata, TargetFileSizeBytes, 512 << 20));

    /// <summary>The size in bytes that manifests come near to: the table's, or 8 MB.</summary>
    internal static long ManifestTargetBytes(TableMetadata metadata) => Math.Max(1, Number(metadata, ManifestTargetSizeBytes, 8 << 20));

    /// <summary>A number among the table's properties; the default when it is absent or no number.</summary>
    internal static long Number(TableMetadata metadata, string name, long absent) =>
        metadata.Properties.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : absent;
}
