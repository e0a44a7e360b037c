namespace Tarn.Catalog;

/// <content>
/// Leases of readers. One is made before the horizon of history is looked at, and whoever deletes moves the horizon before looking at leases; so of the two at
/// least one sees the other.
/// </content>
public sealed partial class LakeCatalog
{
    /// <summary>How long a reader that says nothing keeps what it reads.</summary>
    public static readonly TimeSpan ReaderLeaseDuration = TimeSpan.FromMinutes(15);

    private const string ReaderKind = "reader";

    /// <summary>
    /// Opens what a reference means, as <see cref="ResolveAsync"/> reads it, for reading. What a branch or tag names gets its lease when the session lasts
    /// longer than <paramref name="leaseAfter"/>, anything else before it is read.
    /// </summary>
    /// <param name="reference">The reference.</param>
    /// <param name="holder">Who reads: a host and a process.</param>
    /// <param name="leaseAfter">Zero takes every lease before anything is read.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="TarnException">Invalid: as <see cref="ResolveKeptAsync"/>.</exception>
    public async Task<ReadSession> OpenReadAsync(string reference, string holder, TimeSpan leaseAfter, CancellationToken cancel = default)
    {
        var commit = await ResolveKeptAsync(reference, cancel).ConfigureAwait(false);
        return leaseAfter > TimeSpan.Zero && await IsNameAsync(reference, cancel).ConfigureAwait(false)
            ? ReadSession.Later(this, commit, holder, _ids.Time, leaseAfter)
            : await ReadSession.TakeAsync(this, commit, holder, _ids.Time, cancel).ConfigureAwait(false);
    }

    /// <summary>A lease for a commit, which is nobody's until it is taken.</summary>
    public ReaderLease NewReaderLease(CatalogCommit commit, string holder) => new(_ids.NextHex(16), commit.Id, holder, DateTimeOffset.MinValue);

    /// <summary>Takes a lease; does nothing when it is taken already.</summary>
    /// <exception cref="TarnException">Invalid <c>catalog.expired</c>: what the commit held is gone, or is about to go. The lease is given back.</exception>
    public async Task<ReaderLease> TakeReaderLeaseAsync(ReaderLease lease, CancellationToken cancel = default)
    {
        var taken = await Reader(lease).MoveInTurnAsync<ReaderLease?>(
            (head, _) => Task.FromResult(head is null ? Renewal(NewValue(lease.Commit), lease) : new ReferenceStep<ReaderLease?>.Stay(lease with { Until = head.Value.Lease!.Until })),
            cancel).ConfigureAwait(false);
        await RequireUnexpiredAsync(taken!, cancel).ConfigureAwait(false);
        return taken!;
    }

    /// <summary>The lease now ends <see cref="ReaderLeaseDuration"/> from now. Null when it had run out and was taken away.</summary>
    /// <exception cref="TarnException">Invalid <c>catalog.expired</c>: it had run out, and what the commit held is gone by now, or is about to go.</exception>
    public async Task<ReaderLease?> RenewReaderLeaseAsync(ReaderLease lease, CancellationToken cancel = default)
    {
        var isLate = lease.Until <= _ids.Time.GetUtcNow();
        var renewed = await Reader(lease).MoveInTurnAsync<ReaderLease?>(
            (head, _) => Task.FromResult(head is null ? new ReferenceStep<ReaderLease?>.Stay(null) : Renewal(head.Value, lease)),
            cancel).ConfigureAwait(false);
        if (isLate && renewed is not null)
            await RequireUnexpiredAsync(renewed, cancel).ConfigureAwait(false);
        return renewed;
    }

    /// <summary>Ends a lease. Does nothing when it has ended.</summary>
    public async Task EndReaderLeaseAsync(ReaderLease lease, CancellationToken cancel = default)
    {
        var reference = Reader(lease);
        if (await reference.HeadAsync(cancel).ConfigureAwait(false) is { } head)
            await reference.RemoveAsync(head, cancel).ConfigureAwait(false);
        _references.TryRemove(PrefixOf(ReaderKind, BranchName.Parse(lease.Id)), out _);
    }

    /// <summary>The leases that have not run out.</summary>
    /// <param name="removesEnded">True to take away those that have: their readers died, or slept.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<ReaderLease>> ReaderLeasesAsync(bool removesEnded, CancellationToken cancel = default)
    {
        var living = new List<ReaderLease>();
        foreach (var name in await NamesAsync(ReaderKind, cancel).ConfigureAwait(false))
        {
            var reference = new CatalogReference(_objects, PrefixOf(ReaderKind, name), _ids);
            if (await reference.HeadAsync(cancel).ConfigureAwait(false) is not { Value: { Lease: { } lease } value } head)
                continue;
            if (lease.Until > _ids.Time.GetUtcNow())
                living.Add(new ReaderLease(name.Value, value.Commit, lease.Holder, lease.Until));
            else if (removesEnded)
                await reference.RemoveAsync(head, cancel).ConfigureAwait(false);
        }
        return living;
    }

    private CatalogReference Reader(ReaderLease lease) => Reference(ReaderKind, BranchName.Parse(lease.Id));

    private ReferenceStep<ReaderLease?> Renewal(ReferenceValue value, ReaderLease lease)
    {
        var until = _ids.Time.GetUtcNow() + ReaderLeaseDuration;
        return new ReferenceStep<ReaderLease?>.Move(value with { Lease = new BranchLease(lease.Holder, 1, until) }, lease with { Until = until });
    }

    private async Task RequireUnexpiredAsync(ReaderLease lease, CancellationToken cancel)
    {
        var commit = await _commits.LoadAsync(lease.Commit, cancel).ConfigureAwait(false);
        if (await IsKeptAsync(commit, _ => true, cancel).ConfigureAwait(false) is not { } horizon)
            return;
        await EndReaderLeaseAsync(lease, cancel).ConfigureAwait(false);
        throw Expired(commit, horizon);
    }
}
