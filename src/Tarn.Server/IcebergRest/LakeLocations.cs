using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Views;
using Tarn.Storage;

namespace Tarn.Server.IcebergRest;

/// <summary>Where tables and views of clients lie, and how their metadata gets there. Nothing names it until its entry is committed.</summary>
internal static class LakeLocations
{
    /// <summary>The location that a client asked for, without a closing slash.</summary>
    /// <exception cref="RestException">400: it lies outside the lake, or among the lake's own files.</exception>
    public static string Checked(this RestLake lake, string location)
    {
        try
        {
            var key = lake.Tables.Files.KeyOf(location.TrimEnd('/') + "/metadata");
            if (!LakeFolders.IsReserved(key))
                return location.TrimEnd('/');
        }
        catch (Exception e) when (e is LocationOutsideException or ArgumentException)
        {
            throw Refused(lake, location);
        }
        throw Refused(lake, location);
    }

    /// <summary>Writes a table's metadata beside that before it.</summary>
    /// <exception cref="RestException">400: it is of version 1, a location is not right, or it would have the lake read files that it did not before.</exception>
    public static async Task<TableEntry.Table> SaveAsync(this RestLake lake, TableEntry.Table? current, TableMetadata metadata)
    {
        if (metadata.FormatVersion < 2)
            throw RestException.BadRequest($"{metadata.Location}: tables of version 1 are read, not written. Upgrade it with the commit: upgrade-format-version to 2.");
        lake.Checked(metadata.Location);
        var before = current is null ? null : await lake.Tables.MetadataAsync(current, CancellationToken.None);
        RequireSameOutside(before, metadata);
        lake.RequireReadable(before, metadata);
        return await lake.Tables.SaveAsync(current, metadata, lake.Ids.NextUuid());
    }

    /// <summary>Which files outside of the lake a table has is for whoever works on the lake's machine to say, not for a client.</summary>
    /// <exception cref="RestException">400: the metadata tells other ones than before.</exception>
    public static void RequireSameOutside(TableMetadata? before, TableMetadata metadata)
    {
        if (metadata.Properties.GetValueOrDefault(OutsideFiles.Property) != before?.Properties.GetValueOrDefault(OutsideFiles.Property))
            throw RestException.BadRequest($"The property '{OutsideFiles.Property}' is not for clients to change: it tells which files outside of the lake are read. 'tarn table import' sets it.");
    }

    /// <summary>Writes a view's metadata beside that before it.</summary>
    /// <exception cref="RestException">400: its location is not right.</exception>
    /// <exception cref="TarnException">Invalid <c>view.sql</c>: its query in Tarn's dialect says something that a view may not.</exception>
    public static async Task<TableEntry.View> SaveAsync(this RestLake lake, ViewMetadata view)
    {
        ViewQuery.Check(view);
        var location = $"{lake.Checked(view.Location)}/metadata/{MetadataFile.NameOf(view.CurrentVersionId, lake.Ids.NextUuid())}";
        await lake.Tables.Files.CreateAsync(location, ViewFile.Write(view));
        return new TableEntry.View { MetadataLocation = location, Uuid = view.ViewUuid.ToString("D") };
    }

    private static RestException Refused(RestLake lake, string location) =>
        RestException.BadRequest($"'{location}' is no place for a table of this lake. Leave the location out, or name one under {lake.Tables.Files.LocationOf("tables")}.");
}
