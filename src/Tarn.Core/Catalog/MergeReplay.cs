namespace Tarn.Catalog;

/// <summary>A table that both sides changed and that may go together, by what they changed in it.</summary>
/// <param name="Table">Which.</param>
/// <param name="Base">Its entry in the merge base.</param>
/// <param name="Source">Its entry in the source.</param>
/// <param name="Target">Its entry in the target.</param>
public sealed record MergeReplay(TableName Table, TableEntry Base, TableEntry Source, TableEntry Target);
