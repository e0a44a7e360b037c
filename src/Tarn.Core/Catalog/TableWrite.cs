namespace Tarn.Catalog;

/// <summary>One table that a commit writes, with what it was built on.</summary>
/// <param name="Table">The name.</param>
/// <param name="Expected">The entry that must still be there; null when there must be none.</param>
/// <param name="Entry">The new entry; null drops the table.</param>
public sealed record TableWrite(TableName Table, TableEntry? Expected, TableEntry? Entry);
