using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Imports;

/// <summary>The metadata that an imported table goes on with in the lake. Pure.</summary>
public static class ImportedMetadata
{
    /// <summary>Where writers of other engines would put new files: beside the old ones, which are not the lake's.</summary>
    private static readonly string[] WritePaths = ["write.data.path", "write.metadata.path", "write.folder-storage.path", "write.object-storage.path", "write.object-storage.enabled"];

    /// <summary>
    /// All that it was, at a location of the lake, where new files go: snapshots, manifests and files keep the locations they have. A table of version 1 becomes
    /// one of version 2, since the lake writes no version 1, and its snapshots need manifest lists (<see cref="ManifestListUpgrade"/>); the file it comes from stays as it is.
    /// </summary>
    /// <param name="table">The table as it was.</param>
    /// <param name="location">Its place in the lake.</param>
    /// <param name="uuid">Its id, where version 1 gave none.</param>
    /// <param name="nowMs">The time now.</param>
    public static TableMetadata Of(ForeignTable table, string location, Guid uuid, long nowMs)
    {
        var before = table.Metadata;
        List<TableUpdate> updates =
        [
            .. before.FormatVersion < 2 ? [new TableUpdate.UpgradeFormatVersion(2)] : Array.Empty<TableUpdate>(),
            .. before.TableUuid == Guid.Empty ? [new TableUpdate.AssignUuid(uuid)] : Array.Empty<TableUpdate>(),
            new TableUpdate.SetLocation(location),
            new TableUpdate.RemoveProperties(WritePaths),
            .. OutsideFiles.TextOf(table.Outside) is { } outside
                ? [new TableUpdate.SetProperties(new Dictionary<string, string>(StringComparer.Ordinal) { [OutsideFiles.Property] = outside })]
                : Array.Empty<TableUpdate>(),
        ];
        return MetadataChange.Apply(before, updates, nowMs, table.Location);
    }
}
