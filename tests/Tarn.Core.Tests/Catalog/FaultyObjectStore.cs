using System.Runtime.CompilerServices;
using Tarn.Storage;

namespace Tarn.Core.Tests.Catalog;

/// <summary>A store whose operations fail as a function of their number, from 1, and key says.</summary>
internal sealed class FaultyObjectStore(IObjectStore inner, Func<int, string, Fault> fault) : IObjectStore
{
    private int _operations;

    public int Operations => _operations;

    public string Location => inner.Location;

    public Task<byte[]> ReadAsync(string key, CancellationToken cancel = default) => DoAsync(key, () => inner.ReadAsync(key, cancel));

    public Task<byte[]> ReadRangeAsync(string key, long offset, int length, CancellationToken cancel = default) =>
        DoAsync(key, () => inner.ReadRangeAsync(key, offset, length, cancel));

    public Task<long?> SizeAsync(string key, CancellationToken cancel = default) => DoAsync(key, () => inner.SizeAsync(key, cancel));

    public Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default) =>
        DoAsync(key, () => inner.CreateAsync(key, content, cancel));

    public Task<bool> CreateFromFileAsync(string key, string localFile, CancellationToken cancel = default) =>
        DoAsync(key, () => inner.CreateFromFileAsync(key, localFile, cancel));

    public Task<string> LocalPathAsync(string key, CancellationToken cancel = default) => DoAsync(key, () => inner.LocalPathAsync(key, cancel));

    public Task DeleteAsync(string key, CancellationToken cancel = default) =>
        DoAsync(key, async () =>
        {
            await inner.DeleteAsync(key, cancel);
            return true;
        });

    public async IAsyncEnumerable<ObjectEntry> ListAsync(
        string prefix, string? from = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await DoAsync(prefix, () => Task.FromResult(true));
        await foreach (var entry in inner.ListAsync(prefix, from, cancel))
            yield return entry;
    }

    private async Task<T> DoAsync<T>(string key, Func<Task<T>> operation)
    {
        var number = Interlocked.Increment(ref _operations);
        var decided = fault(number, key);
        if (decided == Fault.Before)
            throw new IOException($"Operation {number} on '{key}' was not done.");
        var result = await operation();
        return decided == Fault.After ? throw new IOException($"The answer to operation {number} on '{key}' was lost.") : result;
    }
}
