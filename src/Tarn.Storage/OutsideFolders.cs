namespace Tarn.Storage;

/// <summary>Folders of this machine outside of a store whose files are read. Nothing here writes or deletes.</summary>
/// <param name="folders">The folders, <c>file:///srv/data</c>, without a closing slash.</param>
internal sealed class OutsideFolders(IReadOnlyList<string> folders)
{
    private const string Scheme = "file://";

    /// <summary>No folder.</summary>
    public static OutsideFolders None { get; } = new([]);

    /// <summary>False when there is none.</summary>
    public bool Any => folders.Count > 0;

    /// <summary>The path of a place below one of the folders; null when it lies below none. A place that goes up again lies below none.</summary>
    public string? PathOf(string place) =>
        folders.Any(folder => place.Length > folder.Length && place[folder.Length] == '/' && place.StartsWith(folder, StringComparison.Ordinal))
            && place.StartsWith(Scheme, StringComparison.Ordinal) && !place.Split('/').Any(name => name is "." or "..")
            ? place[Scheme.Length..]
            : null;

    /// <summary>The whole file.</summary>
    public static Task<byte[]> ReadAsync(string path, CancellationToken cancel) => OnFileAsync(path, File.ReadAllBytes, cancel);

    /// <summary>At most so many bytes.</summary>
    public static Task<byte[]> ReadRangeAsync(string path, long offset, int length, CancellationToken cancel) =>
        OnFileAsync(path, file => FileRange.Read(file, offset, length), cancel);

    /// <summary>Its size; null when there is no such file.</summary>
    public static Task<long?> SizeAsync(string path, CancellationToken cancel) =>
        Task.Run<long?>(() => new FileInfo(path) is { Exists: true } file ? file.Length : null, cancel);

    /// <summary>The path itself, when a file is there.</summary>
    public static Task<string> ExistingAsync(string path, CancellationToken cancel) =>
        OnFileAsync(path, file => File.Exists(file) ? file : throw new FileNotFoundException(null, file), cancel);

    private static Task<T> OnFileAsync<T>(string path, Func<string, T> read, CancellationToken cancel) =>
        Task.Run(
            () =>
            {
                try
                {
                    return read(path);
                }
                catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
                {
                    throw new ObjectNotFoundException(Scheme + path);
                }
                catch (UnauthorizedAccessException refusal)
                {
                    throw new IOException($"No permission at '{path}': {refusal.Message}", refusal);
                }
            },
            cancel);
}
