namespace Tarn.Catalog;

/// <summary>
/// What a session reads, kept from being deleted while it is open. A commit that a branch or tag named when it was opened is left alone for longer than most
/// sessions last, so the lease comes after a while; for any other it is taken before anything is read. It is renewed in the background; a store that does not
/// answer ends no session. Dispose it.
/// </summary>
public sealed class ReadSession : IAsyncDisposable, IDisposable
{
    private readonly LakeCatalog _catalog;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _keeping;
    private ReaderLease _lease;
    private bool _isTaken;

    private ReadSession(LakeCatalog catalog, CatalogCommit commit, ReaderLease lease, bool isTaken, (TimeProvider Time, TimeSpan After) first)
    {
        (_catalog, Commit, _lease, _isTaken, _time) = (catalog, commit, lease, isTaken, first.Time);
        _timer = new PeriodicTimer(isTaken ? Period : first.After, first.Time);
        _keeping = KeepAsync();
    }

    /// <summary>The commit that is read.</summary>
    public CatalogCommit Commit { get; }

    private static TimeSpan Period => LakeCatalog.ReaderLeaseDuration / 3;

    /// <summary>Opens a session with its lease.</summary>
    /// <exception cref="TarnException">Invalid <c>catalog.expired</c>: what the commit held is gone, or is about to go.</exception>
    internal static async Task<ReadSession> TakeAsync(LakeCatalog catalog, CatalogCommit commit, string holder, TimeProvider time, CancellationToken cancel)
    {
        var lease = await catalog.TakeReaderLeaseAsync(catalog.NewReaderLease(commit, holder), cancel).ConfigureAwait(false);
        return new ReadSession(catalog, commit, lease, isTaken: true, (time, default));
    }

    /// <summary>Opens a session that takes its lease later.</summary>
    internal static ReadSession Later(LakeCatalog catalog, CatalogCommit commit, string holder, TimeProvider time, TimeSpan after) =>
        new(catalog, commit, catalog.NewReaderLease(commit, holder), isTaken: false, (time, after));

    /// <summary>Fails if what is read may have been deleted meanwhile, since the session slept through its lease.</summary>
    /// <exception cref="TarnException">Invalid <c>catalog.expired</c>.</exception>
    public Task RequireKeptAsync(CancellationToken cancel = default) => _lease.Until > _time.GetUtcNow() ? Task.CompletedTask : KeepOnceAsync(cancel);

    /// <summary>Ends the session and its lease. When the store does not answer, the lease runs out by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        try
        {
            if (_isTaken)
                await _catalog.EndReaderLeaseAsync(_lease).ConfigureAwait(false);
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable)
        {
            // What was read is read.
        }
        _stop.Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Until the session ends, or there is nothing left to keep.</summary>
    private async Task KeepAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
            {
                await TryKeepAsync().ConfigureAwait(false);
                _timer.Period = Period;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or TarnException or ObjectDisposedException)
        {
            // The session is over, or what it reads has expired; whoever reads on is told by what is missing.
        }
    }

    private async Task TryKeepAsync()
    {
        try
        {
            await KeepOnceAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable)
        {
            // The next tick tries again, in time as a rule.
        }
    }

    /// <summary>A lease that was taken away gets a successor of another name, so that nobody who takes the old one away meets it.</summary>
    private async Task KeepOnceAsync(CancellationToken cancel)
    {
        if (_isTaken && await _catalog.RenewReaderLeaseAsync(_lease, cancel).ConfigureAwait(false) is { } renewed)
        {
            _lease = renewed;
            return;
        }
        _lease = _isTaken ? _catalog.NewReaderLease(Commit, _lease.Holder) : _lease;
        _isTaken = true;
        _lease = await _catalog.TakeReaderLeaseAsync(_lease, cancel).ConfigureAwait(false);
    }
}
