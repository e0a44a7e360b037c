namespace Tarn.Lakehouse;

/// <summary>A column of an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the engine writes it: <c>BIGINT</c>, <c>DECIMAL(9,2)</c>.</param>
public sealed record QueryColumn(string Name, string Type);
