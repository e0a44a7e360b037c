namespace Tarn.Storage;

/// <summary>
/// The files of tables by their absolute locations, as Iceberg metadata writes them. <c>file:///x</c>, <c>file:/x</c> and <c>/x</c> are one
/// place. Of the rewrites the longest matching prefix counts, once.
/// </summary>
public sealed class TableFiles(IObjectStore store, IReadOnlyList<PrefixRewrite>? rewrites = null)
{
    private readonly string _root = Normalize(store.Location);
    private readonly IReadOnlyList<PrefixRewrite> _rewrites =
    [
        .. (rewrites ?? [])
            .Select(rewrite => new PrefixRewrite(Normalize(rewrite.From), Normalize(rewrite.To)))
            .OrderByDescending(rewrite => rewrite.From.Length),
    ];

    /// <summary>The store the files lie in.</summary>
    public IObjectStore Store { get; } = store;

    /// <summary>The whole file.</summary>
    /// <exception cref="ObjectNotFoundException">There is no such file.</exception>
    public Task<byte[]> ReadAsync(string location, CancellationToken cancel = default) => Store.ReadAsync(KeyOf(location), cancel);

    /// <summary>At most <paramref name="length"/> bytes from <paramref name="offset"/>.</summary>
    /// <exception cref="ObjectNotFoundException">There is no such file.</exception>
    public Task<byte[]> ReadRangeAsync(string location, long offset, int length, CancellationToken cancel = default) =>
        Store.ReadRangeAsync(KeyOf(location), offset, length, cancel);

    /// <summary>The size in bytes, or null when there is no such file.</summary>
    public Task<long?> SizeAsync(string location, CancellationToken cancel = default) => Store.SizeAsync(KeyOf(location), cancel);

    /// <summary>As <see cref="IObjectStore.CreateAsync"/>.</summary>
    public Task<bool> CreateAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancel = default) =>
        Store.CreateAsync(KeyOf(location), content, cancel);

    /// <summary>As <see cref="IObjectStore.CreateFromFileAsync"/>.</summary>
    public Task<bool> CreateFromFileAsync(string location, string localFile, CancellationToken cancel = default) =>
        Store.CreateFromFileAsync(KeyOf(location), localFile, cancel);

    /// <summary>As <see cref="IObjectStore.LocalPathAsync"/>.</summary>
    /// <exception cref="ObjectNotFoundException">There is no such file.</exception>
    public Task<string> LocalPathAsync(string location, CancellationToken cancel = default) =>
        Store.LocalPathAsync(KeyOf(location), cancel);

    /// <summary>As <see cref="IObjectStore.DeleteAsync"/>.</summary>
    public Task DeleteAsync(string location, CancellationToken cancel = default) => Store.DeleteAsync(KeyOf(location), cancel);

    /// <summary>The absolute location of a key.</summary>
    public string LocationOf(string key) => $"{Store.Location}/{ObjectKey.Check(key)}";

    /// <summary>The key of an absolute location.</summary>
    /// <exception cref="LocationOutsideException">It does not lie in the store.</exception>
    public string KeyOf(string location)
    {
        var place = PlaceOf(location);
        return IsUnder(place, _root)
            ? ObjectKey.Check(place[(_root.Length + 1)..])
            : throw new LocationOutsideException(location, Store.Location);
    }

    /// <summary>The place that a location means, in one spelling: two locations of one file have the same. It need not lie in the store.</summary>
    public string PlaceOf(string location) => Rewrite(Normalize(location));

    private string Rewrite(string location) =>
        _rewrites.FirstOrDefault(rewrite => IsUnder(location, rewrite.From)) is { } found
            ? found.To + location[found.From.Length..]
            : location;

    private static bool IsUnder(string location, string prefix) =>
        location.Length > prefix.Length && location[prefix.Length] == '/' && location.StartsWith(prefix, StringComparison.Ordinal);

    private static string Normalize(string location)
    {
        var path = location.StartsWith("file:/", StringComparison.Ordinal) ? location["file:".Length..].TrimStart('/') : null;
        path ??= location.StartsWith('/') ? location.TrimStart('/') : null;
        return (path is null ? location : "file:///" + path).TrimEnd('/');
    }
}
