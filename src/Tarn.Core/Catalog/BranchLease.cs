namespace Tarn.Catalog;

/// <summary>Who works on a branch, and until when nobody else may take it over.</summary>
/// <param name="Holder">The holder's own name: a host and a process.</param>
/// <param name="Token">The fencing number: whoever acquires later has a higher one, and commits with a lower one are refused.</param>
/// <param name="Until">When it runs out unless it is renewed.</param>
public sealed record BranchLease(string Holder, long Token, DateTimeOffset Until);
