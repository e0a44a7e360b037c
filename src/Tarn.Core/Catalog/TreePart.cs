namespace Tarn.Catalog;

/// <summary>A part of what a commit holds, and where it lies.</summary>
/// <param name="ObjectKey">The object of the store; other trees may lie in it too. Null: in the commit itself and those it names.</param>
/// <param name="Entries">Tables, views and namespaces.</param>
public sealed record TreePart(string? ObjectKey, IReadOnlyList<TableEntry> Entries);
