namespace Tarn.DuckDb;

/// <summary>A value of a UNION.</summary>
/// <param name="Tag">The name of the member it is.</param>
/// <param name="Value">The member's value.</param>
public sealed record DuckDbUnion(string Tag, object? Value);
