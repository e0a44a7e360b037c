using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>
/// The right to work on a run's branch, renewed while it is held. When it is lost, <see cref="Lost"/> is cancelled; commits would be refused in
/// any case, since whoever took it moved the reference.
/// </summary>
internal sealed class RunLease : IAsyncDisposable
{
    /// <summary>How long a runner that says nothing keeps its run.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);
    private readonly LakeCatalog _catalog;
    private readonly BranchName _branch;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _renewing;

    private RunLease(LakeCatalog catalog, BranchName branch, long token, TimeProvider time)
    {
        (_catalog, _branch, Token) = (catalog, branch, token);
        _timer = new PeriodicTimer(Duration / 3, time);
        _renewing = RenewAsync();
    }

    /// <summary>The fencing number that commits carry.</summary>
    public long Token { get; }

    /// <summary>Cancelled when another runner has taken over.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the lease, from a dead process of this machine at once; a failed run's sealed branch is opened again.</summary>
    /// <exception cref="TarnException">Conflict <c>run.taken</c>: another runner is at work on it.</exception>
    public static async Task<RunLease> TakeAsync(LakeCatalog catalog, BranchName branch, TimeProvider time, CancellationToken cancel)
    {
        var claim = new LeaseClaim { Holder = RunnerName.OfThisProcess(), Duration = Duration, IsGone = RunnerName.IsGone, Reopens = true };
        var answer = await catalog.TryAcquireLeaseAsync(branch, claim, cancel);
        return answer switch
        {
            LeaseResult.Acquired taken => new RunLease(catalog, branch, taken.Lease.Token, time),
            LeaseResult.Refused other => throw new TarnException(FailureKind.Conflict, new Problem(
                "run.taken",
                $"Another runner, {other.Holder}, is at work on {branch}.",
                Next: $"Wait for it; if it died, its lease runs out at {other.Until.UtcDateTime:HH:mm:ss} UTC and 'tarn run --resume' goes on.")),
            _ => throw new InvalidOperationException("An answer of an unknown kind."),
        };
    }

    /// <summary>Gives the lease back. When the store does not answer, it runs out by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _stop.CancelAsync();
        await _renewing;
        try
        {
            if (!_lost.IsCancellationRequested)
                await _catalog.ReleaseLeaseAsync(_branch, Token);
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable)
        {
            // How the run went is known, and what matters.
        }
        _lost.Dispose();
        _stop.Dispose();
    }

    /// <summary>Until the timer is disposed: then the run is over, which is no exception.</summary>
    private async Task RenewAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync())
                await RenewOnceAsync();
        }
        catch (OperationCanceledException)
        {
            // The run is over, in the middle of a renewal.
        }
        catch (TarnException)
        {
            await _lost.CancelAsync();
        }
    }

    /// <summary>A store that does not answer takes no lease away: the next tick asks again, and the run's own commits are checked in any case.</summary>
    private async Task RenewOnceAsync()
    {
        try
        {
            await _catalog.RenewLeaseAsync(_branch, Token, Duration, _stop.Token);
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable)
        {
            // Nobody has taken it, as far as is known.
        }
    }
}
