namespace Tarn.Catalog;

/// <summary>Where a node lies.</summary>
/// <param name="Pack">The object that holds it, as <see cref="TreePack.Id"/>; empty for the pack that is being made.</param>
/// <param name="At">The first of its bytes there.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Hash">32 hexadecimal digits of their SHA-256. Nodes with the same hash are the same.</param>
/// <param name="Count">How many tables lie under it.</param>
internal sealed record TreeNodeRef(string Pack, long At, int Length, string Hash, int Count);
