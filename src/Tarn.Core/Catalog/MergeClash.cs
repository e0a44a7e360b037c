namespace Tarn.Catalog;

/// <summary>A table that both sides of a merge changed in ways that do not go together whatever the table holds.</summary>
/// <param name="Table">Which.</param>
/// <param name="Source">What the source did since the base.</param>
/// <param name="Target">What the target did since the base.</param>
/// <param name="Reason">Why they do not go together, as the end of a sentence.</param>
public sealed record MergeClash(TableName Table, TableChange Source, TableChange Target, string Reason);
