using Tarn.Storage;

namespace Tarn.Core.Tests.Catalog;

/// <summary>A store that takes every create for the first, as emulators do that know nothing of If-None-Match.</summary>
internal sealed class ForgetfulObjectStore(IObjectStore inner) : IObjectStore
{
    public string Location => inner.Location;

    public Task<byte[]> ReadAsync(string key, CancellationToken cancel = default) => inner.ReadAsync(key, cancel);

    public Task<byte[]> ReadRangeAsync(string key, long offset, int length, CancellationToken cancel = default) =>
        inner.ReadRangeAsync(key, offset, length, cancel);

    public Task<long?> SizeAsync(string key, CancellationToken cancel = default) => inner.SizeAsync(key, cancel);

    public async Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        await inner.DeleteAsync(key, cancel);
        await inner.CreateAsync(key, content, cancel);
        return true;
    }

    public Task<bool> CreateFromFileAsync(string key, string localFile, CancellationToken cancel = default) =>
        inner.CreateFromFileAsync(key, localFile, cancel);

    public Task<string> LocalPathAsync(string key, CancellationToken cancel = default) => inner.LocalPathAsync(key, cancel);

    public IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, string? from = null, CancellationToken cancel = default) =>
        inner.ListAsync(prefix, from, cancel);

    public Task DeleteAsync(string key, CancellationToken cancel = default) => inner.DeleteAsync(key, cancel);
}
