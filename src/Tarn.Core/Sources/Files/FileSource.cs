using Tarn.Project;

namespace Tarn.Sources.Files;

/// <summary>Finds the files of a resource. Their content is not read.</summary>
public static class FileSource
{
    /// <summary>
    /// The files that the pattern matches below the root (or anywhere, when it is absolute), in ordinal order of their names. Links to folders are not
    /// followed, so that a link to a folder above cannot make the search endless; folders that the pattern cannot reach are not entered.
    /// </summary>
    /// <param name="name">The resource, for messages: <c>files.orders</c>.</param>
    /// <param name="files">Its declaration.</param>
    /// <param name="root">The project's folder.</param>
    /// <exception cref="TarnException"><c>source.no-files</c>: nothing matches. <c>source.bad-glob</c>: the pattern is none.</exception>
    public static IReadOnlyList<SourceFile> Find(string name, ResourceFetch.Files files, string root)
    {
        var glob = ParseOf(name, files.Glob);
        var found = Find(glob, root);
        if (found.Count > 0)
            return found;
        throw new TarnException(FailureKind.Unavailable, new Problem(
            "source.no-files", $"No file matches '{files.Glob}'.", name, $"Paths start at '{Path.GetFullPath(root)}'; put the files there or change 'glob'."));
    }

    /// <summary>As above, for a pattern that was read; none when nothing matches.</summary>
    public static IReadOnlyList<SourceFile> Find(Glob glob, string root) => [.. Walk(glob, Path.GetFullPath(root)).OrderBy(f => f.Name, StringComparer.Ordinal)];

    private static IEnumerable<SourceFile> Walk(Glob glob, string root)
    {
        var isAbsolute = Path.IsPathRooted(glob.Text);
        var start = new DirectoryInfo(isAbsolute ? glob.Folder : Path.Combine(root, glob.Folder));
        if (!start.Exists)
            return [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };
        var all = new System.IO.Enumeration.FileSystemEnumerable<FileInfo>(start.FullName, (ref entry) => (FileInfo)entry.ToFileSystemInfo(), options)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) =>
                (entry.Attributes & FileAttributes.ReparsePoint) == FileAttributes.None && glob.MayHold(NameOf(entry.ToFullPath(), isAbsolute ? null : root)),
        };
        return all.Select(file => FileOf(file, isAbsolute ? null : root)).Where(file => glob.Matches(file.Name));
    }

    private static SourceFile FileOf(FileInfo file, string? root) =>
        new(NameOf(file.FullName, root), file.FullName, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));

    private static string NameOf(string path, string? root) => (root is null ? path : Path.GetRelativePath(root, path)).Replace('\\', '/');

    private static Glob ParseOf(string name, string text)
    {
        try
        {
            return Glob.Parse(text);
        }
        catch (FormatException fault)
        {
            throw new TarnException(FailureKind.Invalid, new Problem("source.bad-glob", fault.Message, name), fault);
        }
    }
}
