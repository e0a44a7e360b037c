namespace Tarn.Catalog;

/// <summary>A table that a revert changes.</summary>
/// <param name="Change">From what it is to what it becomes. Of a revert that is only told, <see cref="TableChange.After"/> of a joined table is what it is.</param>
/// <param name="Joined">How later changes stay, in a few words; null when there are none, and the state of before comes back.</param>
public sealed record RevertedTable(TableChange Change, string? Joined);
