using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>Where a run stands: the tree it started from and the tree of its branch.</summary>
/// <param name="Run">The run.</param>
/// <param name="StartedAt">When its branch was opened.</param>
/// <param name="Base">
/// The tree of the commit it started from. A step builds on a table as it was there, not as the branch has it, so that a step that is done again
/// after its definition changed does not count its own rows twice.
/// </param>
/// <param name="Head">The tree of its branch.</param>
/// <param name="FullRefresh">Incremental models are built anew.</param>
internal sealed record RunState(RunId Run, DateTimeOffset StartedAt, CatalogTree Base, CatalogTree Head, bool FullRefresh);
