namespace Tarn.Catalog;

/// <summary>A name for a commit that does not move.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Commit">The id of the commit.</param>
/// <param name="Created">When it was made, by the maker's clock.</param>
public sealed record Tag(BranchName Name, string Commit, DateTimeOffset Created);
