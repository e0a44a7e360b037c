namespace Tarn.Checks;

/// <summary>A table that a properties file declares tests on.</summary>
/// <param name="Table">The table.</param>
/// <param name="NameInTests">How generated names call it: the model, or source and table with '_' between.</param>
/// <param name="IsSource">Whether a sources block declares it.</param>
internal sealed record CheckedTable(TableName Table, string NameInTests, bool IsSource);
