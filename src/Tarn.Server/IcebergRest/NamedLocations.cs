using Tarn.Catalog;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Server.IcebergRest;

/// <summary>
/// The files that a table's metadata names by itself: manifest lists, manifests without a list, and statistics. They lie in the lake, or where the table may read outside of it:
/// maintenance reads them all, and would end at one that it may not.
/// </summary>
internal static class NamedLocations
{
    /// <summary>Looks at what a change names that was not named before.</summary>
    /// <exception cref="RestException">400: a file is named that the lake may not read.</exception>
    public static void RequireReadable(this RestLake lake, TableMetadata? before, TableMetadata metadata)
    {
        var files = lake.Tables.FilesFor(metadata);
        var known = before is null ? [] : Of(before).ToHashSet(StringComparer.Ordinal);
        if (Of(metadata).FirstOrDefault(location => !known.Contains(location) && !IsReadable(files, location)) is { } wrong)
            throw RestException.BadRequest($"'{wrong}' is no place for a file of this table. Write it under {metadata.Location}.");
    }

    private static IEnumerable<string> Of(TableMetadata metadata) =>
    [
        .. metadata.Snapshots.SelectMany(snapshot => snapshot.ManifestList is { } list ? [list] : snapshot.Manifests),
        .. metadata.Statistics.Concat(metadata.PartitionStatistics).Select(file => file.Path).OfType<string>(),
    ];

    private static bool IsReadable(TableFiles files, string location)
    {
        try
        {
            return files.IsOutside(location) || !LakeFolders.IsReserved(files.KeyOf(location));
        }
        catch (Exception e) when (e is LocationOutsideException or ArgumentException)
        {
            return false;
        }
    }
}
