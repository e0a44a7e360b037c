namespace Tarn.Imports;

/// <summary>A column of the table after an import.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Before">Its type before; null for a new one.</param>
/// <param name="IsRequired">False when it may be null.</param>
/// <param name="IsFolder">True when its values are those of folders above the files.</param>
public sealed record PlannedColumn(string Name, string Type, string? Before, bool IsRequired, bool IsFolder);
