namespace Tarn.Storage;

/// <summary>
/// The files of tables by their absolute locations, as Iceberg metadata writes them. <c>file:///x</c>, <c>file:/x</c> and <c>/x</c> are one
/// place. Of the rewrites the longest matching prefix counts, once. What lies outside of the store is read where <see cref="Reading"/> allows it;
/// it is never written and never deleted.
/// </summary>
public sealed class TableFiles
{
    private readonly string _root;
    private readonly IReadOnlyList<PrefixRewrite> _rewrites;
    private readonly OutsideFolders _outside;

    /// <summary>The files of a store.</summary>
    public TableFiles(IObjectStore store, IReadOnlyList<PrefixRewrite>? rewrites = null)
        : this(store, rewrites ?? [], OutsideFolders.None) { }

    private TableFiles(IObjectStore store, IReadOnlyList<PrefixRewrite> rewrites, OutsideFolders outside)
    {
        (Store, _root, _outside) = (store, Normalize(store.Location), outside);
        _rewrites = [.. rewrites.Select(rewrite => new PrefixRewrite(Normalize(rewrite.From), Normalize(rewrite.To))).OrderByDescending(rewrite => rewrite.From.Length)];
    }

    /// <summary>The store the files lie in.</summary>
    public IObjectStore Store { get; }

    /// <summary>
    /// The same files, and those below folders outside of the store: locations that start with a prefix are read in its folder. Locations in the store
    /// stay what they are, whatever the prefixes.
    /// </summary>
    /// <param name="folders">Prefixes and the folders of this machine that stand for them; a folder by its own name for one that is only to be read.</param>
    public TableFiles Reading(IReadOnlyList<PrefixRewrite> folders) =>
        folders.Count == 0 ? this : new(Store, [.. folders, .. _rewrites], new OutsideFolders([.. folders.Select(folder => Normalize(folder.To))]));

    /// <summary>The whole file.</summary>
    /// <exception cref="ObjectNotFoundException">There is no such file.</exception>
    /// <exception cref="LocationOutsideException">It lies where nothing may be read.</exception>
    public Task<byte[]> ReadAsync(string location, CancellationToken cancel = default) =>
        OutsidePathOf(location) is { } path ? OutsideFolders.ReadAsync(path, cancel) : Store.ReadAsync(KeyOf(location), cancel);

    /// <summary>At most <paramref name="length"/> bytes from <paramref name="offset"/>.</summary>
    /// <exception cref="ObjectNotFoundException">There is no such file.</exception>
    public Task<byte[]> ReadRangeAsync(string location, long offset, int length, CancellationToken cancel = default) =>
        OutsidePathOf(location) is { } path ? OutsideFolders.ReadRangeAsync(path, offset, length, cancel) : Store.ReadRangeAsync(KeyOf(location), offset, length, cancel);

    /// <summary>The size in bytes, or null when there is no such file.</summary>
    public Task<long?> SizeAsync(string location, CancellationToken cancel = default) =>
        OutsidePathOf(location) is { } path ? OutsideFolders.SizeAsync(path, cancel) : Store.SizeAsync(KeyOf(location), cancel);

    /// <summary>As <see cref="IObjectStore.CreateAsync"/>.</summary>
    /// <exception cref="LocationOutsideException">It lies outside of the store.</exception>
    public Task<bool> CreateAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancel = default) =>
        Store.CreateAsync(KeyOf(location), content, cancel);

    /// <summary>As <see cref="IObjectStore.CreateFromFileAsync"/>.</summary>
    /// <exception cref="LocationOutsideException">It lies outside of the store.</exception>
    public Task<bool> CreateFromFileAsync(string location, string localFile, CancellationToken cancel = default) =>
        Store.CreateFromFileAsync(KeyOf(location), localFile, cancel);

    /// <summary>As <see cref="IObjectStore.LocalPathAsync"/>.</summary>
    /// <exception cref="ObjectNotFoundException">There is no such file.</exception>
    public Task<string> LocalPathAsync(string location, CancellationToken cancel = default) =>
        OutsidePathOf(location) is { } path ? OutsideFolders.ExistingAsync(path, cancel) : Store.LocalPathAsync(KeyOf(location), cancel);

    /// <summary>As <see cref="IObjectStore.DeleteAsync"/>.</summary>
    /// <exception cref="LocationOutsideException">It lies outside of the store.</exception>
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

    /// <summary>True when the location means a place in the store, so that the file is the store's to delete.</summary>
    public bool IsInStore(string location) => IsUnder(PlaceOf(location), _root);

    /// <summary>True when the location means a place outside of the store that may be read (see <see cref="Reading"/>).</summary>
    public bool IsOutside(string location) => OutsidePathOf(location) is not null;

    /// <summary>The place that a location means, in one spelling: two locations of one file have the same. It need not lie in the store.</summary>
    public string PlaceOf(string location) =>
        Normalize(location) is var place && _outside.Any && IsUnder(place, _root) ? place : Rewrite(place);

    /// <summary>True when a location starts with a prefix, names of folders whole, in whatever spelling.</summary>
    public static bool StartsWith(string location, string prefix) => Normalize(location) is var place && (place == Normalize(prefix) || IsUnder(place, Normalize(prefix)));

    private string? OutsidePathOf(string location) => PlaceOf(location) is var place && IsUnder(place, _root) ? null : _outside.PathOf(place);

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
