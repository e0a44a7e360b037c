namespace Tarn.Sql.Syntax;

/// <summary>What belongs to a for loop beside its target and items.</summary>
/// <param name="Filter">The items that are gone through are those for which it holds; null takes all.</param>
/// <param name="IsRecursive">Whether <c>loop(...)</c> may be called.</param>
/// <param name="Body">What is done with an item.</param>
/// <param name="Otherwise">What is done when there was none.</param>
internal sealed record LoopParts(Expression? Filter, bool IsRecursive, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Otherwise);
