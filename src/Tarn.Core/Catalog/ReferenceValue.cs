namespace Tarn.Catalog;

/// <summary>What a reference says at one number of its series.</summary>
internal sealed record ReferenceValue
{
    /// <summary>How many idempotency keys a reference remembers.</summary>
    public const int KeysMax = 100;

    /// <summary>How many times a reference may be put forward in <see cref="ForwardsKept"/>; it remembers as many.</summary>
    public const int ForwardsMax = 50;

    /// <summary>How long it remembers them at least.</summary>
    public static readonly TimeSpan ForwardsKept = TimeSpan.FromDays(90);

    public required string Commit { get; init; }

    public BranchState State { get; init; }

    /// <summary>It was sealed at some time before it was deleted.</summary>
    public bool WasSealed { get; init; }

    /// <summary>It was deleted since it had been given to a commit that was gone: what it said before counts for nothing.</summary>
    public bool IsVoid { get; init; }

    public BranchLease? Lease { get; init; }

    /// <summary>The last idempotency keys with their commits, newest first.</summary>
    public IReadOnlyList<CatalogDocuments.Key> Keys { get; init; } = [];

    /// <summary>Where it was put forward without a commit of its own, newest first: no commit tells until when it was at the one before.</summary>
    public IReadOnlyList<ReferenceForward> Forwards { get; init; } = [];

    public required DateTimeOffset Time { get; init; }

    /// <summary>An id of this one move, so that no two values are equal.</summary>
    public required string Move { get; init; }

    public string? CommitOf(string idempotencyKey) => Keys.FirstOrDefault(key => key.Text == idempotencyKey)?.Commit;

    /// <summary>The value after a commit.</summary>
    public ReferenceValue At(string commit, string idempotencyKey) =>
        this with { Commit = commit, Keys = [new(idempotencyKey, commit), .. Keys.Take(KeysMax - 1)] };

    /// <summary>False when it was put forward so often lately that it could not remember one more.</summary>
    public bool CanForward(DateTimeOffset now) => Forwards.Count < ForwardsMax || Forwards[^1].Time < now - ForwardsKept;

    /// <summary>The value after it was put forward.</summary>
    public ReferenceValue ForwardTo(string commit, string idempotencyKey, DateTimeOffset now) =>
        At(commit, idempotencyKey) with { Forwards = [new(Commit, commit, now), .. Forwards.Take(ForwardsMax - 1)] };

    public byte[] Write() => CatalogObjects.PrintSummed(
        new CatalogDocuments.Reference(
            Commit,
            State.ToString().ToLowerInvariant(),
            WasSealed,
            Time,
            Move,
            Keys,
            Lease is null ? null : new CatalogDocuments.Lease(Lease.Holder, Lease.Token, Lease.Until),
            IsVoid,
            Forwards.Count == 0 ? null : [.. Forwards.Select(forward => new CatalogDocuments.Forward(forward.From, forward.To, forward.Time))]),
        CatalogJson.Default.Reference);

    /// <summary>Null when a field that a reference needs is missing or not to be understood.</summary>
    public static ReferenceValue? Read(CatalogDocuments.Reference document) =>
        document is { Commit: not null, Move: not null } && Enum.TryParse<BranchState>(document.State, ignoreCase: true, out var state)
            ? new ReferenceValue
            {
                Commit = document.Commit,
                State = state,
                WasSealed = document.WasSealed,
                IsVoid = document.IsVoid,
                Lease = document.Lease is { } lease ? new BranchLease(lease.Holder, lease.Token, lease.Until) : null,
                Keys = document.Keys ?? [],
                Forwards = [.. (document.Forwards ?? []).Select(forward => new ReferenceForward(forward.From, forward.To, forward.Time))],
                Time = document.Time,
                Move = document.Move,
            }
            : null;
}
