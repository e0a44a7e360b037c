namespace Tarn.Bench.Inputs;

/// <summary>A column of an input.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Declared">The type a source's file declares; empty when it declares none.</param>
/// <param name="SqlType">DuckDB's type.</param>
internal sealed record InputColumn(string Name, string Declared, string SqlType);
