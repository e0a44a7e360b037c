namespace Tarn.Catalog;

/// <summary>A table that keeps a merge or a revert from being made.</summary>
/// <param name="Table">Which.</param>
/// <param name="Reason">Why, a sentence without its full stop.</param>
/// <param name="Partitions">The partitions it is about, <c>day=2026-06-04</c>; none when it is about the whole table.</param>
/// <param name="Source">The commits of the side that was to be taken; of a revert those that were to be undone.</param>
/// <param name="Target">The commits of the side that was to take it; of a revert those that came since.</param>
public sealed record TableConflict(
    TableName Table, string Reason, IReadOnlyList<string> Partitions, IReadOnlyList<CatalogCommit> Source, IReadOnlyList<CatalogCommit> Target)
{
    private const int Told = 5;

    /// <summary>The same for programs.</summary>
    public ConflictFacts Facts => new(Table.ToString(), Partitions, [.. Source.Select(FactsOf)], [.. Target.Select(FactsOf)]);

    internal Problem ToProblem(string code, (string Verb, string Source, string Target) words, string next) =>
        new(
            code,
            $"'{Table}' cannot be {words.Verb}: {Reason}{In(Partitions)}. {words.Source}: {List(Source)}. {words.Target}: {List(Target)}.",
            Table.ToString(),
            next)
        {
            Conflict = Facts,
        };

    private static string In(IReadOnlyList<string> partitions) => partitions.Count switch
    {
        0 => "",
        <= Told => $", in {string.Join(", ", partitions)}",
        _ => $", in {string.Join(", ", partitions.Take(Told))} and {partitions.Count - Told} more partitions",
    };

    private static string List(IReadOnlyList<CatalogCommit> commits) => commits.Count switch
    {
        0 => "none",
        <= Told => string.Join(", ", commits.Select(FactsOf)),
        _ => $"{string.Join(", ", commits.Take(Told).Select(FactsOf))} and {commits.Count - Told} more",
    };

    private static CommitFacts FactsOf(CatalogCommit commit) => new(commit.Id, commit.Author, commit.Message);
}
