namespace Tarn.Lakehouse;

/// <summary>Rows that were deleted or updated, or would be.</summary>
/// <param name="Table">Their table.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="Rows">How many.</param>
/// <param name="Files">Data files that they were in.</param>
/// <param name="IsOnRead">True when those files stay and files of deletes were written; false when they were written anew; null when nothing was done.</param>
/// <param name="Commit">The commit; null when nothing was done.</param>
public sealed record EditedTable(TableName Table, BranchName Branch, long Rows, int Files, bool? IsOnRead, string? Commit);
