using System.IO.Enumeration;

namespace Tarn.Storage.Local;

/// <summary>
/// Walks a folder in the order of keys and opens a folder only when the walk comes to it. Within a folder the names are sorted with
/// a '/' behind the folders', which is the order of the keys below.
/// </summary>
internal sealed class LocalListing(string root, string prefix, string? from)
{
    private static readonly EnumerationOptions _everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>The objects that exist when the walk comes to them.</summary>
    public IEnumerable<ObjectEntry> Walk() => WalkFolder(prefix[..(prefix.LastIndexOf('/') + 1)]);

    private IEnumerable<ObjectEntry> WalkFolder(string folderKey)
    {
        foreach (var key in KeysIn(folderKey))
        {
            if (!key.EndsWith('/'))
            {
                if (Entry(key) is { } entry)
                    yield return entry;
                continue;
            }
            foreach (var entry in WalkFolder(key))
                yield return entry;
        }
    }

    private List<string> KeysIn(string folderKey)
    {
        List<string> keys;
        try
        {
            keys = [.. new FileSystemEnumerable<string>(
                Path.Join(root, folderKey), (ref FileSystemEntry entry) => Key(folderKey, ref entry), _everything)
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => ObjectKey.IsSegment(entry.FileName),
            }.Where(IsWanted)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        keys.Sort(string.CompareOrdinal);
        return keys;
    }

    private static string Key(string folderKey, ref FileSystemEntry entry) =>
        string.Concat(folderKey, entry.FileName, entry.IsDirectory ? "/" : "");

    private bool IsWanted(string key)
    {
        if (!key.EndsWith('/'))
            return key.StartsWith(prefix, StringComparison.Ordinal) && (from is null || string.CompareOrdinal(key, from) >= 0);
        if (key.Equals(ObjectKey.TemporaryFolder + "/", StringComparison.OrdinalIgnoreCase))
            return false;
        var holdsPrefix = key.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(key, StringComparison.Ordinal);
        return holdsPrefix
            && (from is null || string.CompareOrdinal(key, from) >= 0 || from.StartsWith(key, StringComparison.Ordinal));
    }

    private ObjectEntry? Entry(string key)
    {
        var file = new FileInfo(Path.Join(root, key));
        return file.Exists ? new ObjectEntry(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)) : null;
    }
}
