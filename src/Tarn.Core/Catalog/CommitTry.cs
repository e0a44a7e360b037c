namespace Tarn.Catalog;

/// <summary>A commit that is asked for, through all heads it is tried on.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Draft">What stays the same on every head.</param>
/// <param name="Attempt">The commit on the last head.</param>
internal sealed record CommitTry(CommitRequest Request, CatalogCommit Draft, CommitAttempt Attempt);
