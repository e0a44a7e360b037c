using Tarn.Catalog;
using Tarn.Engine;

namespace Tarn.Lakehouse;

/// <content>Merges by hand.</content>
public sealed partial class Lakehouse
{
    private LakeReplay Replay => new(Tables, Ids);

    /// <summary>Brings a branch into another, tables that both changed included where both changes can stand. A fast-forward where that is possible.</summary>
    /// <exception cref="TarnException">Conflict: as <see cref="LakeCatalog.MergeAsync"/>, every table at once.</exception>
    public Task<MergeResult> MergeAsync(BranchName from, BranchName into, string author, string? message = null, CancellationToken cancel = default) =>
        Catalog.MergeAsync(from, into, new MergeOptions
        {
            Author = author,
            Message = message ?? $"Merge {from} into {into}",
            Replay = Replay,
        }, cancel);

    /// <summary>What <see cref="MergeAsync"/> would do now. Writes nothing.</summary>
    public Task<MergePreview> PreviewMergeAsync(BranchName from, BranchName into, CancellationToken cancel = default) =>
        Catalog.PreviewMergeAsync(from, into, Replay, cancel);
}
