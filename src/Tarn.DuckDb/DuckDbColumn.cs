namespace Tarn.DuckDb;

/// <summary>A column of a result or of a source, a field of a struct, or a member of a union.</summary>
/// <param name="Name">The name as it is; not unique in a result.</param>
/// <param name="Type">The type.</param>
public sealed record DuckDbColumn(string Name, DuckDbType Type);
