namespace Tarn;

/// <summary>What does not go together, for programs; <see cref="Problem.What"/> tells the same to people.</summary>
/// <param name="Table">The table, view or namespace.</param>
/// <param name="Partitions">The partitions it is about, <c>day=2026-06-04</c>; none when it is about the whole table.</param>
/// <param name="Source">The commits of the side that was to be taken, newest first.</param>
/// <param name="Target">The commits of the side that was to take it, newest first.</param>
public sealed record ConflictFacts(string Table, IReadOnlyList<string> Partitions, IReadOnlyList<CommitFacts> Source, IReadOnlyList<CommitFacts> Target);
