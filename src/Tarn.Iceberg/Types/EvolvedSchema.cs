namespace Tarn.Iceberg.Types;

/// <summary>A schema after changes.</summary>
/// <param name="Schema">It keeps the id of the one it came from; the table's metadata gives it a new one when it is added.</param>
/// <param name="LastColumnId">The highest id ever given in the table.</param>
public sealed record EvolvedSchema(TableSchema Schema, int LastColumnId);
