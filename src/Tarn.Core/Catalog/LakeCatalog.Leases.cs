namespace Tarn.Catalog;

/// <content>Leases: who works on a branch.</content>
public sealed partial class LakeCatalog
{
    /// <summary>
    /// Takes the lease of a branch when nobody has it, or it has run out, or the holder is the same or gone. Every acquisition has a higher
    /// token than those before, and from then on the earlier holder's commits are refused.
    /// </summary>
    /// <exception cref="TarnException">Conflict <c>catalog.branch-sealed</c>: the branch is sealed, and the claim does not reopen it.</exception>
    public Task<LeaseResult> TryAcquireLeaseAsync(BranchName branch, LeaseClaim claim, CancellationToken cancel = default) =>
        Reference(BranchKind, branch).MoveInTurnAsync<LeaseResult>(
            async (head, token) =>
            {
                var value = claim.Reopens
                    ? await NeededAsync(BranchKind, branch, head, token).ConfigureAwait(false) with { State = BranchState.Open, WasSealed = false }
                    : await OpenBranchAsync(branch, head, token).ConfigureAwait(false);
                var now = _ids.Time.GetUtcNow();
                if (value.Lease is { } other && other.Holder != claim.Holder && other.Until > now && !claim.IsGone(other.Holder))
                    return new ReferenceStep<LeaseResult>.Stay(new LeaseResult.Refused(other.Holder, other.Until));
                var lease = new BranchLease(claim.Holder, head!.Entry.Number + 1, now + claim.Duration);
                return new ReferenceStep<LeaseResult>.Move(value with { Lease = lease }, new LeaseResult.Acquired(lease));
            },
            cancel);

    /// <summary>As above, for a holder that never reopens a branch and cannot tell whether another is gone.</summary>
    public Task<LeaseResult> TryAcquireLeaseAsync(BranchName branch, string holder, TimeSpan duration, CancellationToken cancel = default) =>
        TryAcquireLeaseAsync(branch, new LeaseClaim { Holder = holder, Duration = duration }, cancel);

    /// <summary>The lease now ends <paramref name="duration"/> from now. One that ran out is renewed if nobody took it.</summary>
    /// <exception cref="TarnException">Conflict <c>run.lease-lost</c>: another has taken it, or it was released.</exception>
    public Task<BranchLease> RenewLeaseAsync(BranchName branch, long leaseToken, TimeSpan duration, CancellationToken cancel = default) =>
        Reference(BranchKind, branch).MoveInTurnAsync<BranchLease>(
            async (head, token) =>
            {
                var value = await OpenBranchAsync(branch, head, token).ConfigureAwait(false);
                CheckLease(branch, value, leaseToken);
                var lease = value.Lease! with { Until = _ids.Time.GetUtcNow() + duration };
                return new ReferenceStep<BranchLease>.Move(value with { Lease = lease }, lease);
            },
            cancel);

    /// <summary>Gives the lease back. Does nothing when the branch is gone or the lease is another's by now.</summary>
    public Task ReleaseLeaseAsync(BranchName branch, long leaseToken, CancellationToken cancel = default) =>
        Reference(BranchKind, branch).MoveInTurnAsync<bool>(
            (head, _) => Task.FromResult<ReferenceStep<bool>>(
                head is { Value.Lease: { } lease } && lease.Token == leaseToken
                    ? new ReferenceStep<bool>.Move(head.Value with { Lease = null }, true)
                    : new ReferenceStep<bool>.Stay(false)),
            cancel);

    private async Task<ReferenceValue> OpenBranchAsync(BranchName name, ReferenceHead? head, CancellationToken cancel)
    {
        var value = await NeededAsync(BranchKind, name, head, cancel).ConfigureAwait(false);
        return value.State == BranchState.Open
            ? value
            : throw new TarnException(FailureKind.Conflict, new Problem(
                "catalog.branch-sealed",
                $"Branch '{name}' is sealed: it is kept for inspection and takes no commits.",
                Next: "Work on a new branch from main."));
    }

    private static void CheckLease(BranchName name, ReferenceValue value, long? leaseToken)
    {
        if (leaseToken is null || value.Lease?.Token == leaseToken)
            return;
        var now = value.Lease is { } lease ? $"'{lease.Holder}' has it until {lease.Until:yyyy-MM-ddTHH:mm:ssZ}" : "nobody has it";
        throw new TarnException(FailureKind.Conflict, new Problem(
            "run.lease-lost",
            $"The lease with token {leaseToken} on branch '{name}' was lost: {now}.",
            Next: "Stop; another may be doing this work."));
    }
}
