using System.Globalization;
using System.Text;
using Tarn.Storage;

namespace Tarn.Iceberg.Metadata;

/// <summary>A table that lies in a folder without a catalog (spec, "File System Tables").</summary>
public static class FileSystemTable
{
    private const string Hint = "version-hint.text";

    /// <summary>How writers name a version's file: plain, and the two ways in which they told that it is gzip.</summary>
    private static readonly string[] Endings = [".metadata.json", ".gz.metadata.json", ".metadata.json.gz"];

    /// <summary>
    /// The location of the metadata in force: the version that <c>version-hint.text</c> names or, when writers came further than it, the last behind it;
    /// without a hint that names a file the one of the highest version there is.
    /// </summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="location">The table's folder, or a metadata file, which is its own answer.</param>
    /// <param name="cancel">Stops before the next file.</param>
    /// <exception cref="IcebergException">Invalid: there is no table in the folder.</exception>
    public static async Task<string> NewestAsync(TableFiles files, string location, CancellationToken cancel = default)
    {
        if (Endings.Any(ending => location.EndsWith(ending, StringComparison.Ordinal)))
            return location;
        var folder = $"{location.TrimEnd('/')}/metadata/";
        return await ByHintAsync(files, folder, cancel) ?? await HighestAsync(files, folder, cancel)
            ?? throw new IcebergException(IcebergFault.Invalid, $"{location} is no table: there is no metadata file in {folder}.", location);
    }

    private static async Task<string?> ByHintAsync(TableFiles files, string folder, CancellationToken cancel)
    {
        if (await files.SizeAsync(folder + Hint, cancel) is null)
            return null;
        var hint = Encoding.UTF8.GetString(await files.ReadAsync(folder + Hint, cancel)).Trim();
        if (!int.TryParse(hint, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return await ExistingAsync(files, folder + hint, cancel);
        string? newest = null;
        while (await ExistingAsync(files, $"{folder}v{version.ToString(CultureInfo.InvariantCulture)}", cancel) is { } found)
            (newest, version) = (found, version + 1);
        return newest;
    }

    private static async Task<string?> ExistingAsync(TableFiles files, string start, CancellationToken cancel)
    {
        foreach (var ending in Endings)
        {
            if (await files.SizeAsync(start + ending, cancel) is not null)
                return start + ending;
        }
        return null;
    }

    private static async Task<string?> HighestAsync(TableFiles files, string folder, CancellationToken cancel)
    {
        var prefix = files.KeyOf(folder + Hint)[..^Hint.Length];
        var names = new List<string>();
        await foreach (var entry in files.Store.ListAsync(prefix, cancel: cancel))
        {
            if (Endings.Any(ending => entry.Key.EndsWith(ending, StringComparison.Ordinal)) && MetadataFile.VersionOf(entry.Key) is not null)
                names.Add(entry.Key[prefix.Length..]);
        }
        return names.Count == 0 ? null : folder + names.MaxBy(name => (MetadataFile.VersionOf(name), name));
    }
}
