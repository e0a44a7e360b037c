namespace Tarn.Checks;

/// <summary>What a test looks at.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Sql">How it is read after <c>from</c>: the table's name or, of an ephemeral model, its query in brackets.</param>
/// <param name="Reads">The tables behind it, each once.</param>
public sealed record CheckedRelation(TableName Table, string Sql, IReadOnlyList<TableName> Reads)
{
    /// <summary>A table that is there.</summary>
    public static CheckedRelation Of(TableName table) => new(table, table.Sql, [table]);
}
