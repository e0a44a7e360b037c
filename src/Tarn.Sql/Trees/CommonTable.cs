namespace Tarn.Sql.Trees;

/// <summary>A table of a <c>with</c> clause.</summary>
/// <param name="Name">Its name; compared without regard to case.</param>
/// <param name="Columns">The names given to its columns; empty when none are.</param>
/// <param name="Query">What it is.</param>
public sealed record CommonTable(string Name, IReadOnlyList<string> Columns, QueryNode Query);
