using Tarn.Engine;

namespace Tarn.Models;

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

    /// <summary>The files of the old table that hold a row with a key of the new rows, each once, in order. The old relation has a column <c>filename</c>.</summary>
    public static string FilesTouched(string oldRelationWithFilename, string newRelation, IReadOnlyList<string> keys) =>
        $"""
        select distinct old.filename
        from {oldRelationWithFilename} as old
        semi join {newRelation} as new
            on {KeyMatch("old", "new", keys)}
        order by old.filename
        """;

    /// <summary>The old rows whose key no new row has.</summary>
    public static string Survivors(string oldRelation, string newRelation, IReadOnlyList<string> keys) =>
        $"""
        select old.*
        from {oldRelation} as old
        anti join {newRelation} as new
            on {KeyMatch("old", "new", keys)}
        """;

    /// <summary>The condition under which two rows have the same key.</summary>
    /// <param name="left">The alias of one relation.</param>
    /// <param name="right">The alias of the other.</param>
    /// <param name="keys">The columns of the key; at least one.</param>
    public static string KeyMatch(string left, string right, IReadOnlyList<string> keys) =>
        string.Join("\n    and ", keys.Select(k => $"{left}.{SqlText.Name(k)} is not distinct from {right}.{SqlText.Name(k)}"));
}
