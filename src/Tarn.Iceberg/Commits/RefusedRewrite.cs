namespace Tarn.Iceberg.Commits;

/// <summary>Files that were written for nothing, since the table moved on.</summary>
/// <param name="Rewrite">What was written.</param>
/// <param name="Reason">Why it cannot be, as the end of a sentence: <c>rows of … were deleted</c>.</param>
public sealed record RefusedRewrite(FileRewrite Rewrite, string Reason);
