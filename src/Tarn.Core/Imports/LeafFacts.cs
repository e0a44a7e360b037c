using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>What a file's footer tells of a column of the table.</summary>
/// <param name="FieldId">The column.</param>
/// <param name="Type">Its type in the table, which <paramref name="Least"/> and <paramref name="Greatest"/> are of.</param>
/// <param name="IsRepeated">True when it lies in a list or map.</param>
/// <param name="Statistics">Counts.</param>
/// <param name="Least">Its least value; null when unknown.</param>
/// <param name="Greatest">Its greatest value; null when unknown.</param>
internal sealed record LeafFacts(int FieldId, IcebergType Type, bool IsRepeated, FooterStatistics Statistics, object? Least, object? Greatest)
{
    /// <summary>True when every value is null.</summary>
    public bool IsAllNull => Statistics.Nulls == Statistics.Values;
}
