namespace Tarn.Sources.Json;

/// <summary>A member of the records and the column that it becomes.</summary>
/// <param name="Name">The column's name: the vendor's, made fit by <see cref="ColumnNames"/>.</param>
/// <param name="Field">The member's name as the vendor writes it.</param>
/// <param name="Type">What its values are.</param>
public sealed record ShapeColumn(string Name, string Field, ShapeType Type);
