using Tarn.Iceberg.Commits;

namespace Tarn.Iceberg.Rest;

/// <summary>A commit of one table among several (Iceberg REST, "CommitTransactionRequest").</summary>
/// <param name="Namespace">The levels of the table's namespace.</param>
/// <param name="Name">The table in it.</param>
/// <param name="Commit">What must hold and what changes.</param>
public sealed record NamedCommit(IReadOnlyList<string> Namespace, string Name, TableCommit Commit);
