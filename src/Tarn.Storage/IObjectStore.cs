namespace Tarn.Storage;

/// <summary>
/// Immutable objects under keys, with one conditional write: create an object unless it is there.
/// A key is made of segments of <c>[A-Za-z0-9._=~@%+-]</c> joined by '/', neither '.' nor '..', at most 255 characters each and 1,024
/// together, and is case-sensitive. No key is the folder of another. The first segment <c>.tarn-tmp</c> belongs to the store. A key
/// that breaks this is an <see cref="ArgumentException"/>; whatever the store cannot do (no room, no permission, no answer) is an
/// <see cref="IOException"/> that names the place. After an IOException from a creating method the object is either whole or absent.
/// </summary>
public interface IObjectStore
{
    /// <summary>The absolute prefix of every object, without a closing slash: <c>file:///srv/lake</c>, <c>memory://name</c>.</summary>
    string Location { get; }

    /// <summary>The whole object.</summary>
    /// <exception cref="ObjectNotFoundException">No object has this key.</exception>
    Task<byte[]> ReadAsync(string key, CancellationToken cancel = default);

    /// <summary>At most <paramref name="length"/> bytes from <paramref name="offset"/>; shorter where the object ends.</summary>
    /// <exception cref="ObjectNotFoundException">No object has this key.</exception>
    Task<byte[]> ReadRangeAsync(string key, long offset, int length, CancellationToken cancel = default);

    /// <summary>The size in bytes, or null when there is no such object.</summary>
    Task<long?> SizeAsync(string key, CancellationToken cancel = default);

    /// <summary>
    /// Creates the object, whole and durable, unless it exists. False when it exists already: nothing was changed, and what exists
    /// is durable. Of any number of callers, in any number of processes, exactly one is answered true.
    /// </summary>
    Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default);

    /// <summary>
    /// As <see cref="CreateAsync"/>, from a finished local file. After true the file is gone, after false it is untouched. On a local
    /// store it is synced and linked, not copied, when both lie on one file system.
    /// </summary>
    Task<bool> CreateFromFileAsync(string key, string localFile, CancellationToken cancel = default);

    /// <summary>
    /// A local path that holds the object's bytes for reading: the object itself on a local store, a cached copy elsewhere.
    /// Who writes to it breaks the store.
    /// </summary>
    /// <exception cref="ObjectNotFoundException">No object has this key.</exception>
    Task<string> LocalPathAsync(string key, CancellationToken cancel = default);

    /// <summary>
    /// The objects whose keys start with <paramref name="prefix"/> and are at or after <paramref name="from"/> (null: from the first),
    /// by ordinal order of the key. What is created or deleted meanwhile may be listed or not.
    /// </summary>
    IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, string? from = null, CancellationToken cancel = default);

    /// <summary>Deletes the object; does nothing when there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancel = default);
}
