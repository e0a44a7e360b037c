using Tarn.Catalog;
using Tarn.Engine;

namespace Tarn.Lakehouse;

/// <content>Merges by hand.</content>
public sealed partial class Lakehouse
{
    /// <summary>Brings a branch into another, tables that both only appended to included. A fast-forward where that is possible.</summary>
    /// <exception cref="TarnException">Conflict: as <see cref="LakeCatalog.MergeAsync"/>, every table at once.</exception>
    public Task<MergeResult> MergeAsync(BranchName from, BranchName into, string author, string? message = null, CancellationToken cancel = default) =>
        Catalog.MergeAsync(from, into, new MergeOptions
        {
            Author = author,
            Message = message ?? $"Merge {from} into {into}",
            Replay = new LakeReplay(Tables, new TableWriter(Engine, Tables, Ids), Ids),
        }, cancel);
}
