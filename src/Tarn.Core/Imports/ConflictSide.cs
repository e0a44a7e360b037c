namespace Tarn.Imports;

/// <summary>One of the types that a column has.</summary>
/// <param name="Type">The type.</param>
/// <param name="Where">The first file that has it; null for the table.</param>
/// <param name="Files">How many files have it; 0 for the table.</param>
public sealed record ConflictSide(string Type, string? Where, int Files);
