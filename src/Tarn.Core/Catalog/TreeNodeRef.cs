namespace Tarn.Catalog;

/// <summary>A node by the SHA-256 of its bytes, and how many tables lie under it.</summary>
internal sealed record TreeNodeRef(string Hash, int Count);
