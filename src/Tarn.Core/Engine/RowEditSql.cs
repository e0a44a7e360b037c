using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The queries of a <see cref="RowEdit"/>. Old relations are SQL in brackets; they have the columns of <see cref="LineageSql"/> under inner names. Pure text.
/// </summary>
internal static class RowEditSql
{
    /// <summary>Where the rows lie that leave: file and position.</summary>
    public static string Matched(RowEdit edit, string old) => edit is RowEdit.Merge merge
        ? MergeSql.Matched(old, merge.NewRows, merge.Keys)
        : $"select {LineageSql.Inner}_file, {LineageSql.Inner}_pos\nfrom {old} as old\nwhere {Condition(edit)}";

    /// <summary>Rows that stay, with these columns.</summary>
    public static string Kept(string kept, IReadOnlyList<string> columns) => $"select {string.Join(", ", columns)}\nfrom {kept} as old";

    /// <summary>The rows that come. Rows that are updated keep their ids, and are changed by the snapshot that is being made (spec, "Row Lineage").</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="leaving">The rows that leave.</param>
    /// <param name="schema">The table's schema.</param>
    /// <param name="keepsLineage">True to have the columns that keep rows' ids, where rows do.</param>
    public static string Added(RowEdit edit, string leaving, TableSchema schema, bool keepsLineage) => edit switch
    {
        RowEdit.Merge merge => $"select * from {merge.NewRows}",
        RowEdit.Overwrite overwrite => $"select * from {overwrite.NewRows}",
        RowEdit.Delete => $"select {SqlText.Names([.. schema.Fields.Select(f => f.Name)])}\nfrom {leaving} as old\nwhere false",
        RowEdit.Update update => $"select {string.Join(", ", [.. schema.Fields.Select(f => Updated(update, f)), .. keepsLineage ? LineageSql.Moved : []])}\nfrom {leaving} as old",
        _ => throw new InvalidOperationException("An edit of an unknown kind."),
    };

    /// <summary>A comment at a condition's end ends with its line.</summary>
    private static string Condition(RowEdit edit) => $"(\n{edit switch
    {
        RowEdit.Overwrite overwrite => overwrite.Where,
        RowEdit.Delete delete => delete.Where,
        RowEdit.Update update => update.Where,
        _ => throw new InvalidOperationException("An edit without a condition."),
    }}\n)";

    private static string Updated(RowEdit.Update update, NestedField field)
    {
        var name = SqlText.Name(field.Name);
        var set = update.Set.FirstOrDefault(s => s.Key.Equals(field.Name, StringComparison.OrdinalIgnoreCase)).Value;
        return set is null ? name : $"cast((\n{set}\n) as {EngineType.SqlOf(field.Type)}) as {name}";
    }
}
