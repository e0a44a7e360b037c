namespace Tarn.Catalog;

/// <summary>A table whose two sides are to be joined.</summary>
/// <param name="Sides">The table at the base, in the source and in the target.</param>
public sealed record ReplayRequest(MergeReplay Sides)
{
    /// <summary>True when the source is the state before a commit, the base the state after it, and the commit is to be undone in the target.</summary>
    public bool Undoes { get; init; }

    /// <summary>True when it is only asked what would be done: nothing is written.</summary>
    public bool OnlyTold { get; init; }
}
