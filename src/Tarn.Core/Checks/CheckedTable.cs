namespace Tarn.Checks;

/// <summary>A table that a properties file declares tests on.</summary>
/// <param name="Relation">The table, or the query of an ephemeral model.</param>
/// <param name="NameInTests">How generated names call it: the model, or source and table with '_' between.</param>
/// <param name="IsSource">Whether a sources block declares it.</param>
internal sealed record CheckedTable(CheckedRelation Relation, string NameInTests, bool IsSource)
{
    public TableName Table => Relation.Table;
}
