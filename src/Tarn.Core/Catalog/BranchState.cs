namespace Tarn.Catalog;

/// <summary>What may be done with a branch.</summary>
public enum BranchState
{
    /// <summary>It takes commits.</summary>
    Open,

    /// <summary>It is kept for inspection: it takes no commits and may not be merged.</summary>
    Sealed,

    /// <summary>It is gone. Its reference stays, so that numbering goes on and a late mover loses.</summary>
    Deleted,
}
