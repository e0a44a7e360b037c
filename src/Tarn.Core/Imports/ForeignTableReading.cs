using Tarn.Iceberg;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Imports;

/// <summary>Finds and reads the metadata file that is to be imported.</summary>
/// <param name="files">The lake's files.</param>
internal sealed class ForeignTableReading(TableFiles files)
{
    private const string MetadataFolder = "/metadata";

    /// <summary>The table, with the folders that whoever imports it named: those of the rewrites, and the one the table lies in.</summary>
    /// <exception cref="TarnException">Invalid <c>import.metadata</c>: there is no such file.</exception>
    /// <exception cref="IcebergException">Corrupt or Unsupported: it is no table metadata, or of a version that cannot be read.</exception>
    public async Task<ForeignTable> ReadAsync(string named, IReadOnlyList<PrefixRewrite> rewrites, CancellationToken cancel)
    {
        var location = await FileAsync(files.Reading(rewrites).PlaceOf(named), named, cancel);
        var home = HomeOf(location);
        var isKnown = files.IsInStore(location) || rewrites.Any(rewrite => TableFiles.StartsWith(home, rewrite.To));
        var folders = isKnown ? rewrites : [.. rewrites, new PrefixRewrite(home, home)];
        return new ForeignTable(location, await MetadataAsync(files.Reading(folders), location, named, cancel), folders);
    }

    /// <summary>The folder of the table whose metadata file this is.</summary>
    public static string HomeOf(string location)
    {
        var folder = location[..location.LastIndexOf('/')];
        return folder.EndsWith(MetadataFolder, StringComparison.Ordinal) ? folder[..^MetadataFolder.Length] : folder;
    }

    /// <summary>A folder stands for the newest metadata file of the table in it.</summary>
    private static async Task<string> FileAsync(string place, string named, CancellationToken cancel)
    {
        var path = place.StartsWith("file://", StringComparison.Ordinal) ? place["file://".Length..] : null;
        if (path is null)
            throw Missing(named, $"'{named}' is not on this machine, and no rewrite leads to a folder here.");
        if (!Directory.Exists(path))
            return place;
        try
        {
            return RewriteText.PlaceOf(await FileSystemTable.NewestAsync(new TableFiles(new LocalObjectStore(path)), path, cancel));
        }
        catch (IcebergException e) when (e.Kind is IcebergFault.Invalid)
        {
            throw Missing(named, $"There is no metadata file in '{path}/metadata'.");
        }
    }

    private static async Task<TableMetadata> MetadataAsync(TableFiles reading, string location, string named, CancellationToken cancel)
    {
        try
        {
            return MetadataFile.Read(await reading.ReadAsync(location, cancel), location);
        }
        catch (ObjectNotFoundException)
        {
            throw Missing(named, $"There is no file '{location["file://".Length..]}'.");
        }
    }

    private static TarnException Missing(string named, string what) => new(FailureKind.Invalid, new Problem(
        "import.metadata", what, $"--metadata {named}", "Name the newest '….metadata.json' of the table, or the folder that has its 'metadata' folder."));
}
