using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tarn.Storage;

namespace Tarn.Catalog;

/// <summary>The JSON objects of the catalog in a store: what cannot be read is told as what it means for the lake.</summary>
internal sealed class CatalogObjects(IObjectStore store)
{
    public IObjectStore Store { get; } = store;

    /// <summary>An object that other objects name, so it must be there.</summary>
    public Task<byte[]> ReadAsync(string key, CancellationToken cancel) => NamedAsync(() => Store.ReadAsync(key, cancel));

    /// <summary>A part of such an object.</summary>
    public Task<byte[]> ReadRangeAsync(string key, long offset, int length, CancellationToken cancel) => NamedAsync(() => Store.ReadRangeAsync(key, offset, length, cancel));

    private static async Task<byte[]> NamedAsync(Func<Task<byte[]>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ObjectNotFoundException missing)
        {
            throw new TarnException(FailureKind.Corrupt, new Problem(
                "catalog.missing-object",
                "The catalog names an object that is not there.",
                missing.Location,
                "Restore it from a backup of the store; 'commits' and 'trees' are written once and never changed."), missing);
        }
    }

    /// <summary>What was printed, or why it cannot be that.</summary>
    public T ParseSummed<T>(byte[] bytes, JsonTypeInfo<T> shape, string key) =>
        ObjectSum.IsRight(bytes) ? Parse(bytes, shape, key) : throw Corrupt(key, "its bytes do not have the sum that stands at their end.");

    /// <summary>As <see cref="ParseSummed"/> where something else vouches for the bytes.</summary>
    public T Parse<T>(byte[] bytes, JsonTypeInfo<T> shape, string key)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, shape) ?? throw new JsonException("It says null.");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw Corrupt(key, failure.Message, failure);
        }
    }

    public static byte[] PrintSummed<T>(T document, JsonTypeInfo<T> shape) => ObjectSum.AddTo(JsonSerializer.SerializeToUtf8Bytes(document, shape));

    public TarnException Corrupt(string key, string why, Exception? inner = null) =>
        new(FailureKind.Corrupt, new Problem(
            "catalog.corrupt",
            $"An object of the catalog is not what was written: {why}",
            $"{Store.Location}/{key}",
            "Restore it from a backup."), inner);
}
