namespace Tarn.Models;

/// <summary>A table that <c>source</c> names.</summary>
/// <param name="Source">The first argument.</param>
/// <param name="Name">The second argument.</param>
/// <param name="Table">The table.</param>
public sealed record SourceTable(string Source, string Name, TableName Table);
