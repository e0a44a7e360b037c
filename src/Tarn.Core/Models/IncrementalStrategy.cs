namespace Tarn.Models;

/// <summary>What an incremental model does with rows whose key is there already.</summary>
public enum IncrementalStrategy
{
    /// <summary>It does not look; rows are added.</summary>
    Append,

    /// <summary>New rows take the place of those with the same key.</summary>
    Merge,

    /// <summary>New rows take the place of all rows in the partitions that they are in.</summary>
    ReplacePartitions,

    /// <summary>New rows take the place of all rows that fit the model's conditions.</summary>
    ReplaceWhere,
}
