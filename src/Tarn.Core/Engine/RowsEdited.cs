namespace Tarn.Engine;

/// <summary>What a <see cref="RowEdit"/> made.</summary>
/// <param name="Table">The table; the same as before when nothing left it and nothing came.</param>
/// <param name="Rows">Rows that left.</param>
/// <param name="Files">Data files that they were in.</param>
/// <param name="IsOnRead">True when those files stay, and files of deletes tell which rows are gone.</param>
public sealed record RowsEdited(WrittenTable Table, long Rows, int Files, bool IsOnRead);
