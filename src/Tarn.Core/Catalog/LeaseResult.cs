namespace Tarn.Catalog;

/// <summary>The answer to a request for a lease.</summary>
public abstract record LeaseResult
{
    private LeaseResult() { }

    /// <summary>It is yours.</summary>
    public sealed record Acquired(BranchLease Lease) : LeaseResult;

    /// <summary>Another has it.</summary>
    /// <param name="Holder">Who.</param>
    /// <param name="Until">When it runs out unless it is renewed.</param>
    public sealed record Refused(string Holder, DateTimeOffset Until) : LeaseResult;
}
