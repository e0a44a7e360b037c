using Tarn.Sources.Files;
using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>The files that a pattern names.</summary>
/// <param name="Files">The files, by their paths.</param>
/// <param name="Folder">The folder before the first sign of the pattern with a meaning, where there is one: what the table may read from then on.</param>
internal sealed record FoundFiles(IReadOnlyList<SourceFile> Files, PrefixRewrite Folder)
{
    private static readonly char[] Signs = ['*', '?', '[', ']'];

    /// <summary>Looks for files. Names and folders that start with '_' or '.' are work of writers that is not done, and are passed by, but for <c>_name=value</c>.</summary>
    /// <param name="pattern">A pattern of whole paths, or a folder.</param>
    /// <param name="lake">The lake's files.</param>
    /// <exception cref="TarnException">Invalid <c>import.no-files</c>, <c>import.files</c>: nothing matches, or what matches cannot be imported.</exception>
    public static FoundFiles Find(string pattern, TableFiles lake)
    {
        var glob = ParseOf(Directory.Exists(pattern) ? $"{pattern.TrimEnd('/')}/**/*.parquet" : pattern);
        var files = FileSource.Find(glob, "/").Where(file => !IsHidden(file.Path[glob.Folder.Length..])).ToList();
        if (files.Count == 0)
            throw Bad("import.no-files", $"No file matches '{pattern}'.", pattern, "Write it as a path with * for any name and ** for any folders: /data/sales/**/*.parquet.");
        if (files.FirstOrDefault(file => lake.IsInStore(RewriteText.PlaceOf(file.Path))) is { } own)
            throw Bad("import.files", $"'{own.Path}' lies in the lake itself: it is a table's already, or it is no table's and may be cleared away.", pattern, "Import files that lie outside of the lake.");
        return files.FirstOrDefault(file => file.Path.IndexOfAny(Signs) >= 0) is not { } odd
            ? new FoundFiles(files, Around(glob.Folder == "/" ? Common(files) : glob.Folder))
            : throw Bad("import.files", $"'{odd.Path}' has a sign in its name that the engine takes for a pattern.", pattern, "Give files and folders names without * ? [ and ].");
    }

    private static PrefixRewrite Around(string folder) => new(RewriteText.PlaceOf(folder), RewriteText.PlaceOf(folder));

    /// <summary>The deepest folder that all files lie below: a pattern whose first folder is one names the whole machine else.</summary>
    private static string Common(IReadOnlyList<SourceFile> files)
    {
        var names = files.Select(file => file.Path.Split('/').SkipLast(1).ToArray()).Aggregate((a, b) => [.. a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)]);
        return names.Length <= 1 ? "/" : string.Join('/', names);
    }

    private static bool IsHidden(string path) => path.Split('/').Any(name => name.StartsWith('.') || (name.StartsWith('_') && !name.Contains('=', StringComparison.Ordinal)));

    private static Glob ParseOf(string pattern)
    {
        try
        {
            return Glob.Parse(pattern);
        }
        catch (FormatException e)
        {
            throw Bad("import.files", e.Message, pattern, "Close it.");
        }
    }

    private static TarnException Bad(string code, string what, string pattern, string next) => new(FailureKind.Invalid, new Problem(code, what, $"--files {pattern}", next));
}
