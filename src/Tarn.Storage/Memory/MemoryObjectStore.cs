using System.Runtime.CompilerServices;

namespace Tarn.Storage.Memory;

/// <summary>
/// Objects that live as long as this instance, for tests and trials. Local copies lie in a folder of their own under the system's
/// temporary folder until the store is disposed.
/// </summary>
public sealed class MemoryObjectStore(string name, TimeProvider? time = null) : IObjectStore, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedList<string, Stored> _objects = new(StringComparer.Ordinal);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private string? _copies;

    /// <inheritdoc/>
    public string Location { get; } = "memory://" + name;

    /// <inheritdoc/>
    public Task<byte[]> ReadAsync(string key, CancellationToken cancel = default) =>
        Answer(() => Find(key).Content.ToArray(), cancel);

    /// <inheritdoc/>
    public Task<byte[]> ReadRangeAsync(string key, long offset, int length, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return Answer(() => Range(Find(key).Content, offset, length), cancel);
    }

    /// <inheritdoc/>
    public Task<long?> SizeAsync(string key, CancellationToken cancel = default) =>
        Answer<long?>(() => _objects.TryGetValue(ObjectKey.Check(key), out var stored) ? stored.Content.Length : null, cancel);

    /// <inheritdoc/>
    public Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default) =>
        Answer(() => _objects.TryAdd(ObjectKey.Check(key), new Stored(content.ToArray(), _time.GetUtcNow())), cancel);

    /// <inheritdoc/>
    public async Task<bool> CreateFromFileAsync(string key, string localFile, CancellationToken cancel = default)
    {
        var content = await File.ReadAllBytesAsync(localFile, cancel).ConfigureAwait(false);
        var created = await CreateAsync(key, content, cancel).ConfigureAwait(false);
        if (created)
            File.Delete(localFile);
        return created;
    }

    /// <inheritdoc/>
    public Task<string> LocalPathAsync(string key, CancellationToken cancel = default) => Answer(() => Copy(key), cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectEntry> ListAsync(
        string prefix, string? from = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var entry in await Answer(() => List(ObjectKey.CheckPrefix(prefix), from), cancel).ConfigureAwait(false))
            yield return entry;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancel = default) => Answer(() => _objects.Remove(ObjectKey.Check(key)), cancel);

    /// <summary>Removes the local copies.</summary>
    public void Dispose()
    {
        if (_copies is not null)
            Directory.Delete(_copies, recursive: true);
        _copies = null;
    }

    private Stored Find(string key) =>
        _objects.TryGetValue(ObjectKey.Check(key), out var stored) ? stored : throw new ObjectNotFoundException($"{Location}/{key}");

    private static byte[] Range(byte[] content, long offset, int length)
    {
        var start = (int)Math.Min(offset, content.Length);
        return content[start..(start + Math.Min(length, content.Length - start))];
    }

    private string Copy(string key)
    {
        var content = Find(key).Content;
        _copies ??= Directory.CreateTempSubdirectory("tarn-memory-").FullName;
        var path = Path.Join(_copies, key);
        if (File.Exists(path))
            return path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    private List<ObjectEntry> List(string prefix, string? from)
    {
        var start = from is not null && string.CompareOrdinal(from, prefix) > 0 ? from : prefix;
        var entries = new List<ObjectEntry>();
        for (var at = FirstAtOrAfter(start); at < _objects.Count && _objects.Keys[at].StartsWith(prefix, StringComparison.Ordinal); at++)
        {
            var stored = _objects.Values[at];
            entries.Add(new ObjectEntry(_objects.Keys[at], stored.Content.Length, stored.Written));
        }
        return entries;
    }

    private int FirstAtOrAfter(string key)
    {
        var (low, high) = (0, _objects.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_objects.Keys[middle], key) < 0 ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private Task<T> Answer<T>(Func<T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(work());
    }

    private sealed record Stored(byte[] Content, DateTimeOffset Written);
}
