namespace Tarn.Engine;

/// <summary>
/// The queries by which an incremental model with a key takes new rows. Keys match when they are not distinct, so a missing value matches a
/// missing value. Relations are SQL: a name, or a query in brackets.
/// </summary>
public static class MergeSql
{
    /// <summary>Keys that the new rows have more than once, and how often: rows here mean that the model is wrong.</summary>
    public static string DuplicateKeys(string newRelation, IReadOnlyList<string> keys) =>
        $"""
        select {SqlText.Names(keys)}, count(*) as rows
        from {newRelation}
        group by {SqlText.Names(keys)}
        having count(*) > 1
        order by rows desc, {SqlText.Names(keys)}
        """;

    /// <summary>Where old rows lie that have a key of the new rows. The old relation has the columns of <see cref="LineageSql"/> under inner names.</summary>
    public static string Matched(string oldRelation, string newRelation, IReadOnlyList<string> keys) =>
        $"""
        select old.{LineageSql.Inner}_file, old.{LineageSql.Inner}_pos
        from {oldRelation} as old
        semi join {newRelation} as new
            on {KeyMatch("old", "new", keys)}
        """;

    /// <summary>The condition under which two rows have the same key.</summary>
    /// <param name="left">The alias of one relation.</param>
    /// <param name="right">The alias of the other.</param>
    /// <param name="keys">The columns of the key; at least one.</param>
    public static string KeyMatch(string left, string right, IReadOnlyList<string> keys) =>
        string.Join("\n    and ", keys.Select(k => $"{left}.{SqlText.Name(k)} is not distinct from {right}.{SqlText.Name(k)}"));
}
