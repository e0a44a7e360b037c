namespace Tarn.Lakehouse;

/// <summary>A column of a table.</summary>
/// <param name="Id">Its field id; 0 for a view's column.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its Iceberg type as text: <c>long</c>, <c>decimal(9, 2)</c>, <c>list&lt;string&gt;</c>.</param>
/// <param name="Required">True when it is never null.</param>
/// <param name="Doc">What it means; null when nobody said.</param>
public sealed record ColumnReport(int Id, string Name, string Type, bool Required, string? Doc);
