namespace Tarn.Catalog;

/// <summary>What somebody brings who wants a branch's lease.</summary>
public sealed record LeaseClaim
{
    /// <summary>The holder's own name: a host and a process.</summary>
    public required string Holder { get; init; }

    /// <summary>How long it lasts unless it is renewed.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>True for a holder that is known to be dead, so that its lease need not be waited for. By default nobody is.</summary>
    public Func<string, bool> IsGone { get; init; } = _ => false;

    /// <summary>True to make a sealed branch open again: only the run whose branch it is may go on with it. With the lease, in one move.</summary>
    public bool Reopens { get; init; }
}
