using System.Collections.Concurrent;
using Tarn.Storage;

namespace Tarn.Catalog;

/// <summary>
/// The branches, tags and commits of a lake. All state lies in the store; any number of processes may work on it at once. Every
/// method that moves a reference either has done so durably when it returns, or throws: Conflict and Invalid mean that nothing
/// changed, Unavailable with <c>catalog.unknown-outcome</c> that it may have. Safe for threads.
/// </summary>
public sealed partial class LakeCatalog
{
    private const string LakeKey = "lake.json";
    private const int Format = 2;

    private readonly CatalogObjects _objects;
    private readonly IdSource _ids;
    private readonly TreeNodes _nodes;
    private readonly CatalogCommits _commits;
    private readonly TreeOverlays _overlays;
    private readonly CommitGraph _graph;
    private readonly ConcurrentDictionary<string, CatalogReference> _references = new(StringComparer.Ordinal);

    private LakeCatalog(IObjectStore store, IdSource ids)
    {
        _objects = new CatalogObjects(store);
        _ids = ids;
        _nodes = new TreeNodes(_objects);
        _commits = new CatalogCommits(_objects);
        _overlays = new TreeOverlays(_commits);
        _graph = new CommitGraph(_commits);
    }

    /// <summary>The id the lake was given when it was made.</summary>
    public string LakeId { get; private set; } = "";

    /// <summary>Where everything lies.</summary>
    public IObjectStore Store => _objects.Store;

    /// <summary>
    /// Makes a lake with an empty <c>main</c>, or opens the one that is there; of any number of callers all get the same lake. Tries
    /// first whether the store keeps its promise to create an object once.
    /// </summary>
    /// <exception cref="TarnException">Invalid <c>lake.store-condition</c>: the store lets two writers create one object.</exception>
    public static async Task<LakeCatalog> InitializeAsync(IObjectStore store, IdSource ids, CancellationToken cancel = default)
    {
        var catalog = new LakeCatalog(store, ids);
        if (await catalog.TryReadLakeAsync(cancel).ConfigureAwait(false))
            return catalog;
        await StoreProbe.RunAsync(store, ids, cancel).ConfigureAwait(false);
        await catalog.MakeMainAsync(cancel).ConfigureAwait(false);
        var lake = new CatalogDocuments.Lake(Format, ids.NextUuid().ToString(), ids.Time.GetUtcNow());
        await store.CreateAsync(LakeKey, CatalogObjects.PrintSummed(lake, CatalogJson.Default.Lake), cancel).ConfigureAwait(false);
        await catalog.TryReadLakeAsync(cancel).ConfigureAwait(false);
        return catalog;
    }

    /// <summary>Opens a lake.</summary>
    /// <exception cref="TarnException">Invalid <c>lake.missing</c>: none is there; <c>lake.format</c>: a newer program made it.</exception>
    public static async Task<LakeCatalog> OpenAsync(IObjectStore store, IdSource ids, CancellationToken cancel = default)
    {
        var catalog = new LakeCatalog(store, ids);
        return await catalog.TryReadLakeAsync(cancel).ConfigureAwait(false)
            ? catalog
            : throw new TarnException(FailureKind.Invalid, new Problem(
                "lake.missing", "There is no lake here.", store.Location, "'tarn run' makes it. If there should be one, see whether the location is right."));
    }

    /// <summary>The tables and views of a commit.</summary>
    public CatalogTree TreeOf(CatalogCommit commit) => CatalogTree.Stored(_nodes, _overlays, commit);

    /// <summary>The tables and views at a reference, as <see cref="ResolveAsync"/> reads it.</summary>
    /// <exception cref="TarnException">Invalid <c>catalog.expired</c>: it is a commit whose tables are gone.</exception>
    public async Task<CatalogTree> TreeAtAsync(string reference, CancellationToken cancel = default) =>
        TreeOf(await ResolveKeptAsync(reference, cancel).ConfigureAwait(false));

    /// <summary>
    /// Deletes entries of references that nobody needs: all but the newest 200 of each and those younger than 7 days. References that
    /// are moved do this now and then by themselves. Returns how many entries went.
    /// </summary>
    public async Task<int> PruneReferencesAsync(CancellationToken cancel = default)
    {
        var pruned = 0;
        foreach (var kind in new[] { BranchKind, TagKind })
        {
            foreach (var name in await NamesAsync(kind, cancel).ConfigureAwait(false))
                pruned += await Reference(kind, name).PruneAsync(cancel).ConfigureAwait(false);
        }
        return pruned;
    }

    private async Task<bool> TryReadLakeAsync(CancellationToken cancel)
    {
        byte[] bytes;
        try
        {
            bytes = await Store.ReadAsync(LakeKey, cancel).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException)
        {
            return false;
        }
        var lake = _objects.Parse(bytes, CatalogJson.Default.Lake, LakeKey);
        if (lake.Format != Format)
        {
            throw new TarnException(FailureKind.Invalid, new Problem(
                "lake.format",
                $"The lake has format {lake.Format}; this program reads format {Format}.",
                $"{Store.Location}/{LakeKey}",
                lake.Format > Format ? "Use a newer tarn." : "It was made before Tarn's first release: make a new lake and run the project into it."));
        }
        if (!ObjectSum.IsRight(bytes))
            throw _objects.Corrupt(LakeKey, "its bytes do not have the sum that stands at their end.");
        LakeId = lake.Id ?? throw _objects.Corrupt(LakeKey, "it has no id.");
        return true;
    }

    private async Task MakeMainAsync(CancellationToken cancel)
    {
        var first = new CatalogCommit
        {
            Id = _ids.NextHex(CatalogCommits.IdDigits),
            Parents = [],
            Generation = 0,
            Author = "tarn",
            Message = "An empty lake",
            Time = _ids.Time.GetUtcNow(),
            Branch = BranchName.Main.Value,
            IdempotencyKey = _ids.NextHex(CatalogCommits.IdDigits),
            Properties = new Dictionary<string, string>(StringComparer.Ordinal),
            Changes = [],
        };
        await Reference(BranchKind, BranchName.Main).MoveInTurnAsync<bool>(
            async (head, token) =>
            {
                if (head is not null)
                    return new ReferenceStep<bool>.Stay(false);
                await _commits.SaveAsync(first, token).ConfigureAwait(false);
                return new ReferenceStep<bool>.Move(NewValue(first.Id), true);
            },
            cancel).ConfigureAwait(false);
    }

    // Move and Time are filled in by the mover.
    private static ReferenceValue NewValue(string commit) => new() { Commit = commit, Move = "", Time = default };
}
