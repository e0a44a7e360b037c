using System.Runtime.CompilerServices;

namespace Tarn.Storage.Local;

/// <summary>
/// Objects as files of a folder, safe between processes and through crashes: written beside in a hidden folder, synced, linked into
/// place without replacing, the folder synced. The file system must have hard links (on Windows a move that does not replace serves).
/// </summary>
public sealed partial class LocalObjectStore : IObjectStore
{
    private readonly string _root;
    private readonly string _temporary;
    private readonly DurableFolders _folders;

    /// <summary>A store in this folder, which is created when first written to.</summary>
    public LocalObjectStore(string folder)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _temporary = Path.Join(_root, ObjectKey.TemporaryFolder);
        _folders = new DurableFolders(_root);
        Location = "file://" + (OperatingSystem.IsWindows() ? "/" : "") + _root.Replace('\\', '/');
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public Task<byte[]> ReadAsync(string key, CancellationToken cancel = default) =>
        OnFileAsync(key, File.ReadAllBytes, cancel);

    /// <inheritdoc/>
    public Task<byte[]> ReadRangeAsync(string key, long offset, int length, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return OnFileAsync(key, path => FileRange.Read(path, offset, length), cancel);
    }

    /// <inheritdoc/>
    public Task<long?> SizeAsync(string key, CancellationToken cancel = default)
    {
        var path = PathOf(key);
        return RunAsync<long?>(path, () => new FileInfo(path) is { Exists: true } file ? file.Length : null, cancel);
    }

    /// <inheritdoc/>
    public Task<string> LocalPathAsync(string key, CancellationToken cancel = default) =>
        OnFileAsync(key, path => File.Exists(path) ? path : throw new FileNotFoundException(null, path), cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectEntry> ListAsync(
        string prefix, string? from = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var listing = new LocalListing(_root, ObjectKey.CheckPrefix(prefix), from);
        using var walk = listing.Walk().GetEnumerator();
        // Most lists are asked for their first object only; the long ones should not pay a change of threads for each.
        for (var count = 1; await RunAsync(_root, () => Next(walk, count), cancel).ConfigureAwait(false) is { Count: > 0 } entries;)
        {
            foreach (var entry in entries)
                yield return entry;
            count = Math.Min(count * 4, 1024);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancel = default)
    {
        var path = PathOf(key);
        return RunAsync(path, () => Delete(path), cancel);
    }

    /// <summary>
    /// Removes what crashed writers left behind: half-written files last touched before <paramref name="before"/>. Lists and reads
    /// never show them. Takes a time that no living writer needs for one object. Returns how many were removed.
    /// </summary>
    public Task<int> RemoveLeftoversAsync(DateTimeOffset before, CancellationToken cancel = default) =>
        RunAsync(_temporary, () => RemoveLeftovers(before), cancel);

    private static List<ObjectEntry> Next(IEnumerator<ObjectEntry> walk, int count)
    {
        var entries = new List<ObjectEntry>(count);
        while (entries.Count < count && walk.MoveNext())
            entries.Add(walk.Current);
        return entries;
    }

    private int RemoveLeftovers(DateTimeOffset before)
    {
        if (!Directory.Exists(_temporary))
            return 0;
        var old = new DirectoryInfo(_temporary).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime).ToList();
        foreach (var file in old)
            file.Delete();
        return old.Count;
    }

    private static bool Delete(string path)
    {
        try
        {
            if (!Directory.Exists(path))
                File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        return true;
    }

    private string PathOf(string key) => Path.Join(_root, ObjectKey.Check(key));

    private Task<T> OnFileAsync<T>(string key, Func<string, T> read, CancellationToken cancel)
    {
        var path = PathOf(key);
        return RunAsync(path, () => ReadOrNotFound(key, path, read), cancel);
    }

    private T ReadOrNotFound<T>(string key, string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
        {
            throw new ObjectNotFoundException($"{Location}/{key}");
        }
    }

    // A sync takes as long as the disk likes, so the work leaves the caller's thread. Refusals become the IOException that is promised.
    private static Task<T> RunAsync<T>(string path, Func<T> work, CancellationToken cancel) =>
        Task.Run(
            () =>
            {
                try
                {
                    return work();
                }
                catch (UnauthorizedAccessException refusal)
                {
                    throw new IOException($"No permission at '{path}': {refusal.Message}", refusal);
                }
            },
            cancel);
}
