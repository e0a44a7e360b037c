namespace Tarn.Catalog;

/// <summary>What merging a source into a target takes.</summary>
public abstract record MergePlan
{
    private MergePlan() { }

    /// <summary>The target has everything the source has.</summary>
    public sealed record UpToDate : MergePlan;

    /// <summary>The target has nothing that the source has not: it may simply move there.</summary>
    /// <param name="Takes">What differs between the two.</param>
    public sealed record FastForward(IReadOnlyList<TableChange> Takes) : MergePlan;

    /// <summary>Both have something of their own.</summary>
    /// <param name="Takes">What only the source changed, to be done on the target.</param>
    /// <param name="Replays">What both changed and may go together.</param>
    /// <param name="Clashes">What both changed and does not go together.</param>
    public sealed record Merge(
        IReadOnlyList<TableChange> Takes, IReadOnlyList<MergeReplay> Replays, IReadOnlyList<MergeClash> Clashes) : MergePlan;
}
