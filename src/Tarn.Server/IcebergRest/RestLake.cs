using Tarn.Catalog;
using Tarn.Engine;

namespace Tarn.Server.IcebergRest;

/// <summary>The lake that is served.</summary>
/// <param name="Catalog">Its branches and commits.</param>
/// <param name="Tables">The metadata of its tables.</param>
/// <param name="Ids">Clock and ids.</param>
/// <param name="Commits">The line of commits that wait for a move of their branch.</param>
internal sealed record RestLake(LakeCatalog Catalog, LakeTables Tables, IdSource Ids, CommitQueue Commits)
{
    public long NowMs => Ids.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
