namespace Tarn.Catalog;

/// <summary>A branch as it was when it was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Commit">The id of its newest commit.</param>
/// <param name="State">What may be done with it.</param>
/// <param name="Lease">Who works on it; null when nobody does. It may have run out.</param>
/// <param name="Moved">When it was last moved, by the mover's clock.</param>
/// <param name="Number">How many times it was moved in all.</param>
public sealed record Branch(BranchName Name, string Commit, BranchState State, BranchLease? Lease, DateTimeOffset Moved, long Number);
