using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>A run whose branch is open and ours.</summary>
/// <param name="Lease">The fencing number that commits carry.</param>
/// <param name="Journal">What the branch said when it was opened.</param>
/// <param name="Base">The tree of the commit it started from.</param>
/// <param name="Head">The branch's head as this runner knows it: what it found, and then what it committed itself.</param>
internal sealed record OpenRun(long Lease, RunJournal Journal, CatalogTree Base, string Head);
